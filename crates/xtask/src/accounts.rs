//! The sample district's accounts, as `lianxin-server seed` tells them.

use serde_json::Value;

pub struct Account {
    pub role: String,
    pub office: String,
    pub user: String,
    pub password: String,
}

/// Reads `{"accounts":[{"role","office","user","password"},…],…}`.
pub fn read(json: &str) -> Result<Vec<Account>, String> {
    let seeded: Value = serde_json::from_str(json)
        .map_err(|error| format!("the seeded accounts are not JSON: {error}"))?;
    let accounts = seeded["accounts"].as_array().ok_or("no accounts seeded")?;
    accounts.iter().map(account).collect()
}

fn account(value: &Value) -> Result<Account, String> {
    let text = |name: &str| {
        let text = value[name].as_str().map(str::to_owned);
        text.ok_or_else(|| format!("a seeded account has no {name}"))
    };
    Ok(Account {
        role: text("role")?,
        // The centre's people belong to no office.
        office: text("office").unwrap_or_default(),
        user: text("user")?,
        password: text("password")?,
    })
}

/// The first handler of an office.
pub fn handler<'a>(accounts: &'a [Account], office: &str) -> Result<&'a Account, String> {
    accounts
        .iter()
        .find(|account| account.role == "handler" && account.office == office)
        .ok_or_else(|| format!("the sample district has no handler of {office}"))
}

impl Account {
    /// The role in the words of the screens.
    pub fn role_in_words(&self) -> &str {
        match self.role.as_str() {
            "handler" => "承办人",
            "head" => "分管领导",
            "dispatcher" => "受理员",
            "auditor" => "督查员",
            "administrator" => "管理员",
            other => other,
        }
    }
}

#[cfg(test)]
mod tests;
