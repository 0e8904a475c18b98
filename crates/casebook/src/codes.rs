//! The codes under which enums stand in columns: the same as in JSON.

use casework::action::Rating;
use casework::letter::LetterState;
use casework::rules::ClockKind;
use casework::rules::PauseReason;
use protocol::push::Outcome;

pub(crate) trait Code: Copy {
    fn code(self) -> &'static str;
    fn parse(code: &str) -> Option<Self>;
}

/// Both ways from one table; a variant that is missing does not compile.
macro_rules! codes {
    ($($type:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        impl $crate::codes::Code for $type {
            fn code(self) -> &'static str {
                match self {
                    $($type::$variant => $code),+
                }
            }

            fn parse(code: &str) -> Option<Self> {
                match code {
                    $($code => Some($type::$variant),)+
                    _ => None,
                }
            }
        }

        #[cfg(test)]
        impl $crate::codes::Listed for $type {
            const ALL: &'static [Self] = &[$($type::$variant),+];
        }
    )+};
}

pub(crate) use codes;

codes! {
    LetterState {
        Draft = "draft",
        Submitted = "submitted",
        Returned = "returned",
        Signed = "signed",
        Printed = "printed",
        Voided = "voided",
    }
    ClockKind {
        SignFor = "sign_for",
        Answer = "answer",
        Rework = "rework",
        ReturnWindow = "return_window",
        Citizen = "citizen",
        Acceptance = "acceptance",
        ReceiptNotice = "receipt_notice",
        Transfer = "transfer",
        SupplementNotice = "supplement_notice",
        Consultation = "consultation",
        Publication = "publication",
        Review = "review",
        SecondReview = "second_review",
        Task = "task",
    }
    PauseReason {
        Supplement = "supplement",
        Consultation = "consultation",
    }
    Rating {
        Satisfied = "satisfied",
        Basically = "basically",
        Dissatisfied = "dissatisfied",
    }
    Outcome {
        Applied = "applied",
        AppliedLate = "applied_late",
        Held = "held",
    }
}

pub(crate) fn code<T: Code>(value: T) -> &'static str {
    value.code()
}

pub(crate) fn parse<T: Code>(code: &str) -> Option<T> {
    T::parse(code)
}

#[cfg(test)]
pub(crate) trait Listed: Sized + 'static {
    const ALL: &'static [Self];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands_in_json_alike<T: Code + Listed + PartialEq + std::fmt::Debug + serde::Serialize>() {
        for value in T::ALL {
            assert_eq!(serde_json::to_value(value).unwrap(), value.code());
            assert_eq!(T::parse(value.code()).as_ref(), Some(value));
        }
    }

    #[test]
    fn a_code_in_a_column_is_the_code_in_json() {
        stands_in_json_alike::<LetterState>();
        stands_in_json_alike::<ClockKind>();
        stands_in_json_alike::<PauseReason>();
        stands_in_json_alike::<Rating>();
        stands_in_json_alike::<Outcome>();
    }
}
