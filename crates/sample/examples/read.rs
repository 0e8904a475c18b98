//! Prints sample cases to read: `cargo run -p sample --example read -- [N] [SEED] [YYYY-MM-DD]`.

use chrono::NaiveDate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let n = words.next().map_or(Ok(30), |word| word.parse())?;
    let seed = words.next().map_or(Ok(1), |word| word.parse())?;
    let today: NaiveDate = words.next().as_deref().unwrap_or("2026-11-23").parse()?;
    for case in sample::cases_by_arrival(seed, today, n) {
        println!(
            "== {} {} {} {} {} {} [{}]\n{}\n{} {} {}\n{}",
            case.index,
            case.submitted_at,
            case.office,
            case.channel.code(),
            case.kind.name(),
            case.category,
            case.title,
            case.body,
            case.citizen.name,
            case.citizen.phone,
            case.origin.as_deref().unwrap_or_default(),
            case.address,
        );
        for step in &case.course.steps {
            println!("   {} {} {:?}", step.at, step.by, step.act);
        }
    }
    Ok(())
}
