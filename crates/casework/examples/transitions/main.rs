//! Prints docs/transitions.md: what every act leads to, in each state and for
//! each role, as the code decides it.
//!
//! cargo run -q -p casework --example transitions > docs/transitions.md

mod table;

fn main() {
    print!("{}", table::markdown());
}
