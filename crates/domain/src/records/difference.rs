//! What differs between two texts, word by word (E1): what was taken out, what was added, and what stayed.

/// A stretch of two texts laid over each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Removed(String),
    Added(String),
}

/// Above so many words in either text the whole is told as one change: nobody reads a patchwork of a long text.
const MOST_WORDS: usize = 1200;

/// Lays two texts over each other.
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    if before == after {
        return if after.is_empty() { Vec::new() } else { vec![Piece::Same(after.to_owned())] };
    }
    let mut pieces = Vec::new();
    if old.len() > MOST_WORDS || new.len() > MOST_WORDS {
        push(&mut pieces, Piece::Removed(before.to_owned()));
        push(&mut pieces, Piece::Added(after.to_owned()));
        return pieces;
    }
    let common = common(&old, &new);
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            push(&mut pieces, Piece::Same(new[j].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            push(&mut pieces, Piece::Removed(old[i].to_owned()));
            i += 1;
        } else {
            push(&mut pieces, Piece::Added(new[j].to_owned()));
            j += 1;
        }
    }
    pieces
}

/// Words, each with the blanks that follow it.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// How many words the rests of the two have in common, from each place on.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut table = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            table[i][j] = if old[i] == new[j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    table
}

/// Joins what is alike; nothing empty is kept.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), &piece) {
        (_, Piece::Same(text) | Piece::Removed(text) | Piece::Added(text)) if text.is_empty() => {}
        (Some(Piece::Same(last)), Piece::Same(text))
        | (Some(Piece::Removed(last)), Piece::Removed(text))
        | (Some(Piece::Added(last)), Piece::Added(text)) => last.push_str(text),
        _ => pieces.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn req_E1_what_was_taken_out_and_added_is_told_word_by_word() {
        let pieces = difference("We meet once a month on Mondays", "We meet twice a month on Mondays");
        assert_eq!(
            pieces,
            [
                Piece::Same("We meet ".into()),
                Piece::Removed("once ".into()),
                Piece::Added("twice ".into()),
                Piece::Same("a month on Mondays".into()),
            ]
        );
        assert_eq!(difference("", "New"), [Piece::Added("New".into())]);
        assert_eq!(difference("Old", ""), [Piece::Removed("Old".into())]);
        assert!(difference("", "").is_empty());
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off_what_differs(before in "[ab c\n]{0,40}", after in "[ab c\n]{0,40}") {
            let pieces = difference(&before, &after);
            let read = |skip: fn(&Piece) -> bool| -> String {
                let kept = pieces.iter().filter(|piece| !skip(piece));
                kept.map(|piece| match piece { Piece::Same(t) | Piece::Removed(t) | Piece::Added(t) => t.as_str() }).collect()
            };
            prop_assert_eq!(read(|piece| matches!(piece, Piece::Added(_))), before);
            prop_assert_eq!(read(|piece| matches!(piece, Piece::Removed(_))), after);
        }
    }
}
