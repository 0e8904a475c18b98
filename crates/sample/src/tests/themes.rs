use crate::themes::{self, of_side};

#[test]
fn every_side_of_every_theme_has_all_its_words() {
    let mut missing = Vec::new();
    for theme in themes::all().chain(themes::disclosure()) {
        for side in 0..theme.openings.len() {
            let lists = [
                ("things", theme.things, 1),
                ("places", theme.places, 1),
                ("titles", theme.titles, 1),
                ("details", theme.details, 2),
                ("effects", theme.effects, 1),
                ("histories", theme.histories, 1),
                ("demands", theme.demands, 1),
                ("measures", theme.measures, 1),
                ("found", theme.found, usize::from(theme.on_site())),
            ];
            let lacking = lists
                .iter()
                .filter(|(_, list, least)| of_side(list, side).len() < *least);
            missing.extend(lacking.map(|(name, ..)| format!("{} {side}: {name}", theme.subject)));
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn there_are_themes_enough_in_all_three_groups() {
    assert!(themes::all().count() >= 55);
    for group in ["S1", "S2", "S3"] {
        assert!(
            themes::all()
                .filter(|theme| theme.category.starts_with(group))
                .count()
                >= 7
        );
    }
}

#[test]
fn a_mark_names_the_sides_and_is_not_part_of_the_text() {
    assert_eq!(of_side(&["02>甲", "乙", "1>丙"], 0), ["甲", "乙"]);
    assert_eq!(of_side(&["02>甲", "乙", "1>丙"], 1), ["乙", "丙"]);
}
