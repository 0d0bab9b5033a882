//! Text separated by commas that is safe to open in a spreadsheet program: no cell is taken for a formula.

/// The rows as a file.
pub(crate) fn file(rows: &[Vec<String>]) -> String {
    let mut text = String::from('\u{feff}');
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    // An apostrophe in front makes a spreadsheet program take the rest as text.
    let live = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if live { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([',', '"', '\n', '\r', '\'', ';']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_A4_no_cell_of_a_downloaded_list_is_taken_for_a_formula() {
        for live in ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1"] {
            assert!(file(&[vec![live.to_owned()]]).starts_with("\u{feff}\"'"), "{live}");
        }
        assert_eq!(file(&[vec!["a".to_owned(), "b,\"c\"".to_owned()]]), "\u{feff}a,\"b,\"\"c\"\"\"\r\n");
    }
}
