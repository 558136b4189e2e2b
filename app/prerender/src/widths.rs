//! One page out of several that were drawn for different widths: what differs stands there once for each width, in
//! elements of the classes that are named for it.

use crate::tree::{Element, Node};

/// Joins pages that were drawn for as many widths as there are classes.
pub(crate) fn join(pages: Vec<Vec<Node>>, classes: &[&str]) -> Vec<Node> {
    let Some(length) = alike(&pages) else {
        // As many nodes, or of other kinds, in each: nothing here belongs together.
        return pages
            .into_iter()
            .zip(classes)
            .flat_map(|(page, class)| page.into_iter().map(|node| marked(node, class)))
            .collect();
    };
    let mut pages: Vec<_> = pages.into_iter().map(Vec::into_iter).collect();
    let mut joined = Vec::new();
    for _ in 0..length {
        let here: Vec<Node> = pages.iter_mut().filter_map(Iterator::next).collect();
        joined.extend(join_one(here, classes));
    }
    joined
}

/// How many nodes each page has, if they are of the same kinds.
fn alike(pages: &[Vec<Node>]) -> Option<usize> {
    let kind = |node: &Node| match node {
        Node::Text(_) => None,
        Node::Element(element) => Some(element.tag.clone()),
    };
    let kinds: Vec<Vec<_>> = pages.iter().map(|page| page.iter().map(kind).collect()).collect();
    let first = kinds.first()?;
    let texts_agree = |place: usize| {
        first[place].is_some()
            || pages.iter().all(|page| page.get(place) == pages.first().and_then(|page| page.get(place)))
    };
    (kinds.iter().all(|others| others == first) && (0..first.len()).all(texts_agree)).then_some(first.len())
}

fn join_one(nodes: Vec<Node>, classes: &[&str]) -> Vec<Node> {
    let same = nodes.windows(2).all(|pair| pair.first() == pair.last());
    if same {
        return nodes.into_iter().take(1).collect();
    }
    let elements: Vec<&Element> =
        nodes.iter().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None }).collect();
    let heads_agree = elements.len() == nodes.len()
        && elements.windows(2).all(|pair| pair[0].tag == pair[1].tag && pair[0].attributes == pair[1].attributes);
    // A drawing is one thing.
    let goes_in = heads_agree
        && elements.iter().all(|element| element.tag != "svg")
        && alike(&elements.iter().map(|element| element.children.clone()).collect::<Vec<_>>()).is_some();
    if !goes_in {
        return nodes.into_iter().zip(classes).map(|(node, class)| marked(node, class)).collect();
    }
    let Some(mut whole) = elements.first().map(|element| (*element).clone()) else { return nodes };
    whole.children = join(elements.iter().map(|element| element.children.clone()).collect(), classes);
    vec![Node::Element(whole)]
}

fn marked(node: Node, class: &str) -> Node {
    match node {
        Node::Element(mut element) => {
            element.add_class(class);
            Node::Element(element)
        }
        Node::Text(text) => Node::Element(Element {
            tag: "span".to_owned(),
            attributes: vec![("class".to_owned(), class.to_owned())],
            children: vec![Node::Text(text)],
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{parse, write};

    fn joined(pages: [&str; 2]) -> String {
        let mut html = String::new();
        write(&join(pages.into_iter().map(parse).collect(), &["s", "l"]), &mut html);
        html
    }

    #[test]
    fn what_is_the_same_stands_there_once() {
        assert_eq!(joined(["<p>One</p>", "<p>One</p>"]), "<p>One</p>");
        let svg = "<div class=\"a\"><b>One</b><svg id=\"1\"></svg></div>";
        assert_eq!(
            joined([svg, &svg.replace("id=\"1\"", "id=\"2\"")]),
            "<div class=\"a\"><b>One</b><svg class=\"s\" id=\"1\"></svg><svg class=\"l\" id=\"2\"></svg></div>"
        );
    }

    #[test]
    fn what_differs_stands_there_for_each_width() {
        assert_eq!(joined(["<p>One</p>", "<p>Two</p>"]), "<p class=\"s\">One</p><p class=\"l\">Two</p>");
        assert_eq!(
            joined(["<p>One</p>", "<p>One</p><i></i>"]),
            "<p class=\"s\">One</p><p class=\"l\">One</p><i class=\"l\"></i>"
        );
        assert_eq!(
            joined(["<div><i title=\"1\">a</i></div>", "<div><i title=\"2\">a</i></div>"]),
            "<div><i class=\"s\" title=\"1\">a</i><i class=\"l\" title=\"2\">a</i></div>"
        );
    }
}
