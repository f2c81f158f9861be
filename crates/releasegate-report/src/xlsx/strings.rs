//! The texts of a workbook, each once: most cells say what another has said.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Result, Write};
use std::sync::Arc;

use quick_xml::escape::partial_escape;

/// The texts of the cells so far.
#[derive(Debug, Default)]
pub(super) struct Strings {
    ids: HashMap<Arc<str>, usize>,
    texts: Vec<Arc<str>>,
    /// How many cells have a text.
    cells: usize,
}

impl Strings {
    /// The place of a text among all.
    pub(super) fn id(&mut self, text: &str) -> usize {
        self.cells += 1;
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let (text, id): (Arc<str>, _) = (text.into(), self.texts.len());
        self.texts.push(Arc::clone(&text));
        self.ids.insert(text, id);
        id
    }

    /// Writes the document of all texts.
    pub(super) fn write(&self, out: &mut impl Write) -> Result<()> {
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             count=\"{}\" uniqueCount=\"{}\">",
            self.cells,
            self.texts.len()
        )?;
        for text in &self.texts {
            let space = match text.trim() == &**text {
                true => "",
                false => " xml:space=\"preserve\"",
            };
            let text = escaped(text);
            write!(out, "<si><t{space}>{}</t></si>", partial_escape(&*text))?;
        }
        out.write_all(b"</sst>")
    }
}

/// A text in which nothing passes for a character that spreadsheets write by its number, as in
/// `_x000A_`.
fn escaped(text: &str) -> Cow<'_, str> {
    let passes = |(at, _): &(usize, &str)| {
        let code = text.get(at + 2..at + 7).and_then(|it| it.strip_suffix('_'));
        code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let mut whole = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices("_x").filter(passes) {
        whole.push_str(text.get(from..at).unwrap_or_default());
        whole.push_str("_x005F");
        from = at;
    }
    match from == 0 && whole.is_empty() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(whole + text.get(from..).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Strings, escaped};

    #[test]
    fn each_text_is_written_once() {
        let mut strings = Strings::default();
        assert_eq!(
            [" a", "<b> & c", " a"].map(|text| strings.id(text)),
            [0, 1, 0]
        );
        let mut document = Vec::new();
        strings.write(&mut document).unwrap();
        let document = String::from_utf8(document).unwrap();
        let (_, texts) = document.split_once("count=").unwrap();
        assert_eq!(
            texts,
            "\"3\" uniqueCount=\"2\"><si><t xml:space=\"preserve\"> a</t></si>\
             <si><t>&lt;b&gt; &amp; c</t></si></sst>"
        );
    }

    #[test]
    fn no_text_passes_for_the_number_of_a_character() {
        assert_eq!(escaped("_x000A_ _x000a_"), "_x005F_x000A_ _x005F_x000a_");
        assert_eq!(escaped("a_x000A_x000D_"), "a_x005F_x000A_x005F_x000D_");
        assert_eq!(
            escaped("_x00_ _xü00A_ _x000G_ _x"),
            "_x00_ _xü00A_ _x000G_ _x"
        );
    }
}
