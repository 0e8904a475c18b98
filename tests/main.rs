//! System tests: the whole product as people use it. Real processes, real
//! sockets, real files; the window under a real display.

mod ailing;
mod bad_input;
mod joint;
#[cfg(unix)]
mod killed;
mod line;
mod place;
mod privacy;
mod rates;
mod screen;
mod sealed;
mod six_steps;
mod stamped;
mod window;
