//! What may happen to one call on its way to the server and back.

use crate::dice::Dice;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// it passes
    None,
    /// the request never arrives
    LoseRequest,
    /// it arrives, its answer does not
    LoseReply,
    /// it arrives twice; the second answer is heard
    Twice,
    /// given up by the desk, it arrives later, behind others
    Late,
    /// the answer breaks off, and the desk notices
    BreakOff,
    /// half of the answer comes as if it were the whole
    Torn,
    /// something answers instead of the server
    Instead(Stranger),
    /// it hangs before it arrives, while others go on
    HangBefore,
    /// it hangs before its answer is heard, while others go on
    HangAfter,
    /// the desk is killed before it arrives
    DeskDiesBefore,
    /// the desk is killed before the answer is heard
    DeskDiesAfter,
    /// the server is killed before it takes it
    ServerDiesBefore,
    /// the server is killed when it has committed, and answers nothing
    ServerDiesAfter,
}

/// Answers that are not the server's word, though some look like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stranger {
    TokenOver,
    Conflict,
    SaysGap,
    SaysForked,
    TooLarge,
    TooMany,
    Broken,
    BrokenJson,
    Gateway,
    CaptivePortal,
}

const HTML: &str = "<html><body>服务暂不可用</body></html>";

impl Stranger {
    /// Status and body.
    pub fn answer(self) -> (u16, &'static str) {
        match self {
            Stranger::TokenOver => (401, r#"{"code":"auth.token_expired","message":"over"}"#),
            Stranger::Conflict => (409, HTML),
            Stranger::SaysGap => (409, r#"{"code":"sync.gap","message":"a gap"}"#),
            Stranger::SaysForked => (409, r#"{"code":"sync.forked","message":"forked"}"#),
            Stranger::TooLarge => (413, HTML),
            Stranger::TooMany => (429, HTML),
            Stranger::Broken => (500, HTML),
            Stranger::BrokenJson => (500, r#"{"code":"internal","message":"a bug"}"#),
            Stranger::Gateway => (502, HTML),
            Stranger::CaptivePortal => (200, HTML),
        }
    }
}

/// What the calls of one synchronisation meet, in their order; those behind the
/// last pass.
pub fn draw(dice: &mut Dice) -> Vec<Fault> {
    if dice.percent(40) {
        return Vec::new();
    }
    let calls = 1 + dice.below(7);
    (0..calls).map(|_| one(dice)).collect()
}

fn one(dice: &mut Dice) -> Fault {
    use Fault::*;
    let stranger = dice.weighted(&[
        (3, Stranger::TokenOver),
        (1, Stranger::Conflict),
        (1, Stranger::SaysGap),
        (1, Stranger::SaysForked),
        (3, Stranger::TooLarge),
        (1, Stranger::TooMany),
        (1, Stranger::Broken),
        (1, Stranger::BrokenJson),
        (2, Stranger::Gateway),
        (1, Stranger::CaptivePortal),
    ]);
    dice.weighted(&[
        (40, None),
        (5, LoseRequest),
        (10, LoseReply),
        (6, Twice),
        (6, Late),
        (3, BreakOff),
        (3, Torn),
        (8, Instead(stranger)),
        (6, HangBefore),
        (6, HangAfter),
        (3, DeskDiesBefore),
        (5, DeskDiesAfter),
        (2, ServerDiesBefore),
        (3, ServerDiesAfter),
    ])
}
