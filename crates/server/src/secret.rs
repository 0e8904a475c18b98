//! Passwords never travel in an argument that others can list.

use server::{Error, Result};

/// From LIANXIN_PASSWORD, or typed twice.
pub fn new_password(user: &str) -> Result<String> {
    if let Ok(password) = std::env::var("LIANXIN_PASSWORD") {
        return Ok(password);
    }
    let first = rpassword::prompt_password(format!("Password for {user}: "))?;
    let second = rpassword::prompt_password("The same again: ")?;
    if first == second {
        Ok(first)
    } else {
        Err(Error::told(
            "user.password_differs",
            "the two passwords differ; try again",
        ))
    }
}
