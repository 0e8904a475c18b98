//! docs/transitions.md is what the code does.

#[path = "../examples/transitions/table.rs"]
mod table;

#[test]
fn the_table_in_the_docs_is_the_one_the_code_decides() {
    let written = include_str!("../../../docs/transitions.md");
    assert!(
        written == table::markdown(),
        "docs/transitions.md is behind: cargo run -q -p casework --example transitions > docs/transitions.md"
    );
}
