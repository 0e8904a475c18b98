use super::*;

fn chosen(names: &[&str]) -> Vec<&'static str> {
    match wanted(names) {
        Ok(subjects) => subjects.iter().map(|subject| subject.name).collect(),
        Err(_) => Vec::new(),
    }
}

#[test]
fn a_name_chooses_the_subjects_that_give_it() {
    assert_eq!(chosen(&["one_change_in_1m"]), ["change"]);
    assert_eq!(chosen(&["search"]), ["load"]);
    assert_eq!(chosen(&["load", "letter_3"]), ["load", "letters"]);
    assert_eq!(chosen(&[]).len(), SUBJECTS.len());
}

#[test]
fn a_name_that_no_figure_has_is_refused() {
    assert!(matches!(
        wanted(&["speed_of_light"]),
        Err(Stop::NeedsYou(_))
    ));
}
