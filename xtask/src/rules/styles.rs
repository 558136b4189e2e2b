//! No style attributes in markup: a strict content security policy refuses them, in some engines only in HTML that is
//! set as text, in others everywhere.

use super::Finding;
use super::source::Source;
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{LitStr, Macro};

/// The places where a style attribute is written.
pub(super) fn attributes<'a>(files: impl IntoIterator<Item = &'a Source>) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in files {
        let mut styles = Styles(Vec::new());
        styles.visit_file(&file.file);
        found.extend(styles.0.into_iter().map(|(line, what)| Finding::at(file, line, what)));
    }
    found
}

const REASON: &str =
    "a policy refuses style attributes: use a class, an SVG attribute, `style:name=` or `style=(name, …)`";

struct Styles(Vec<(usize, String)>);

impl<'ast> Visit<'ast> for Styles {
    fn visit_macro(&mut self, call: &'ast Macro) {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        self.tokens(call.tokens.clone(), &name);
    }

    /// Documentation and other attributes are not markup.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_lit_str(&mut self, text: &'ast LitStr) {
        self.text(&text.value(), text.span().start().line);
    }
}

impl Styles {
    fn text(&mut self, text: &str, line: usize) {
        if text.contains("style=\"") || text.contains("style='") || text.contains("<style") {
            self.0.push((line, REASON.to_owned()));
        }
    }

    /// In `view!`, a style with one name and its value is set through the DOM's style object; `html!` has no such
    /// thing.
    fn tokens(&mut self, stream: TokenStream, call: &str) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let punctuation = |place: Option<usize>, c: char| matches!(place.and_then(|place| tokens.get(place)), Some(TokenTree::Punct(sign)) if sign.as_char() == c);
            match token {
                TokenTree::Ident(name) if name == "style" && punctuation(Some(at + 1), '=') => {
                    // `prop:style=` uses the style object too; `attr:style=` does not.
                    let by_object = punctuation(at.checked_sub(1), ':')
                        && matches!(at.checked_sub(2).and_then(|place| tokens.get(place)), Some(TokenTree::Ident(word)) if word == "prop");
                    let pair =
                        matches!(tokens.get(at + 2), Some(TokenTree::Group(group)) if group.to_string().contains(','));
                    if (call == "view" || call == "html") && !by_object && !(call == "view" && pair) {
                        self.0.push((name.span().start().line, REASON.to_owned()));
                    }
                }
                TokenTree::Literal(literal) => {
                    let line = literal.span().start().line;
                    if let Ok(text) = syn::parse_str::<LitStr>(&literal.to_string()) {
                        self.text(&text.value(), line);
                    }
                }
                TokenTree::Group(group) => self.tokens(group.stream(), call),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &str) -> usize {
        attributes(&[Source::read("app/src/a.rs", &format!("fn a() {{ {code}; }}")).unwrap()]).len()
    }

    #[test]
    fn what_a_policy_lets_pass_holds() {
        for code in [
            "view! { <p class=\"x\" style:color=c style=(\"color\", f) prop:style=s>a</p> }",
            "html! { p.x { (y) } }",
            "let style = 1; style == 2",
            "/// Not `style=\"x\"`.\nlet y = 1",
            "x(\"<rect class='style'/>\")",
        ] {
            assert_eq!(found(code), 0, "{code}");
        }
    }

    #[test]
    fn what_it_refuses_is_found() {
        for code in [
            "view! { <p style=\"color: red\">a</p> }",
            "view! { <p style=move || s()>a</p> }",
            "view! { <p attr:style=s>a</p> }",
            "html! { p style=(s) {} }",
            "html! { p { b style=\"x\" {} } }",
            "write!(t, \"<rect style=\\\"{}\\\"/>\", a)",
            "x(\"<style>p {}</style>\")",
        ] {
            assert_eq!(found(code), 1, "{code}");
        }
    }
}
