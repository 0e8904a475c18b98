//! People write in a hurry, on phones, with input methods that guess.

use super::phrases;
use crate::case::Channel;
use crate::dice::Dice;

pub(super) fn roughen(text: &mut String, channel: Channel, dice: &mut Dice) {
    if dice.percent(7) {
        *text = text.chars().map(full_width).collect();
    }
    if dice.percent(9) {
        let (right, typed) = phrases::TYPOS[dice.below(phrases::TYPOS.len())];
        *text = text.replacen(right, typed, 1);
    }
    let on_a_phone = matches!(channel, Channel::Sms | Channel::Wechat | Channel::Weibo);
    if on_a_phone && dice.percent(12) {
        *text = text.replace('。', " ").trim_end().to_owned();
    }
    if dice.percent(5) && text.ends_with('。') {
        text.pop();
        text.push_str(dice.pick(&["！！！", "，谢谢！", "！急！急！", "……"]));
    }
    if matches!(channel, Channel::Wechat | Channel::Weibo | Channel::Forum) && dice.percent(8) {
        text.push_str(dice.pick(&["🙏", "😡", "😷", "🙏🙏🙏", "👍"]));
    }
}

/// 12 → １２, as some input methods leave it.
fn full_width(character: char) -> char {
    if character.is_ascii_alphanumeric() {
        // The full-width forms stand in ASCII's order from U+FF01 on.
        char::from_u32(character as u32 + 0xFEE0).unwrap_or(character)
    } else {
        character
    }
}
