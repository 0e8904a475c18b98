//! The codes under which enums stand in columns: the same as in JSON.

use casework::action::Rating;
use casework::letter::LetterState;
use casework::rules::ClockKind;
use protocol::push::Outcome;

pub(crate) trait Code: Copy + Sized + 'static {
    const ALL: &'static [(Self, &'static str)];
}

impl Code for LetterState {
    const ALL: &'static [(Self, &'static str)] = &[
        (LetterState::Draft, "draft"),
        (LetterState::Submitted, "submitted"),
        (LetterState::Returned, "returned"),
        (LetterState::Signed, "signed"),
        (LetterState::Voided, "voided"),
    ];
}

impl Code for ClockKind {
    const ALL: &'static [(Self, &'static str)] = &[
        (ClockKind::SignFor, "sign_for"),
        (ClockKind::Answer, "answer"),
        (ClockKind::Rework, "rework"),
        (ClockKind::ReturnWindow, "return_window"),
        (ClockKind::Citizen, "citizen"),
        (ClockKind::Acceptance, "acceptance"),
        (ClockKind::ReceiptNotice, "receipt_notice"),
        (ClockKind::Transfer, "transfer"),
        (ClockKind::SupplementNotice, "supplement_notice"),
        (ClockKind::Consultation, "consultation"),
        (ClockKind::Publication, "publication"),
        (ClockKind::Review, "review"),
        (ClockKind::SecondReview, "second_review"),
    ];
}

impl Code for Rating {
    const ALL: &'static [(Self, &'static str)] = &[
        (Rating::Satisfied, "satisfied"),
        (Rating::Basically, "basically"),
        (Rating::Dissatisfied, "dissatisfied"),
    ];
}

impl Code for Outcome {
    const ALL: &'static [(Self, &'static str)] = &[
        (Outcome::Applied, "applied"),
        (Outcome::AppliedLate, "applied_late"),
        (Outcome::Held, "held"),
    ];
}

pub(crate) fn code<T: Code + PartialEq>(value: T) -> &'static str {
    T::ALL
        .iter()
        .find(|(known, _)| *known == value)
        .map_or("", |(_, code)| code)
}

pub(crate) fn parse<T: Code>(code: &str) -> Option<T> {
    T::ALL
        .iter()
        .find(|(_, known)| *known == code)
        .map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands_in_json_alike<T: Code + PartialEq + serde::Serialize>() {
        for (value, code) in T::ALL {
            assert_eq!(serde_json::to_value(value).unwrap(), *code);
        }
    }

    #[test]
    fn a_code_in_a_column_is_the_code_in_json() {
        stands_in_json_alike::<LetterState>();
        stands_in_json_alike::<ClockKind>();
        stands_in_json_alike::<Rating>();
        stands_in_json_alike::<Outcome>();
    }
}
