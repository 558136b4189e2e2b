//! The one type of elements.

use crate::value::{Classes, Value};
use whole::ev::{Custom, EventDescriptor, on};
use whole::html::Div;
use whole::prelude::*;
use whole::tachys::html::attribute::Attribute;
use whole::tachys::html::attribute::any_attribute::{AnyAttribute, AnyAttributeState, IntoAnyAttribute};
use whole::tachys::html::attribute::custom::custom_attribute;
use whole::tachys::html::class::class;
use whole::tachys::html::element::inner_html;
use whole::tachys::html::node_ref::node_ref;
use whole::tachys::html::property::prop;
use whole::tachys::hydration::Cursor;
use whole::tachys::renderer::types::{Element, Event, Node};
use whole::tachys::renderer::{CastFrom, Rndr};
use whole::tachys::view::any_view::AnyViewState;
use whole::tachys::view::{Mountable, Position, PositionState};

/// An element that is being described.
pub struct El {
    tag: &'static str,
    /// Names of the attributes: two elements that agree in them and in the tag can stand for one another.
    names: Vec<&'static str>,
    attributes: Vec<AnyAttribute>,
    child: AnyView,
}

macro_rules! attributes {
    ($($method:ident $name:literal)*) => {
        $(
            #[doc = concat!("Sets the attribute `", $name, "`.")]
            pub fn $method(self, value: impl Into<Value>) -> El {
                self.attr($name, value)
            }
        )*
    };
}

impl El {
    /// An element without attributes and children.
    pub fn new(tag: &'static str) -> El {
        El { tag, names: Vec::new(), attributes: Vec::new(), child: ().into_any() }
    }

    attributes! {
        aria_busy "aria-busy"
        aria_description "aria-description"
        aria_expanded "aria-expanded"
        aria_haspopup "aria-haspopup"
        aria_hidden "aria-hidden"
        aria_label "aria-label"
        aria_labelledby "aria-labelledby"
        aria_live "aria-live"
        aria_valuemax "aria-valuemax"
        aria_valuemin "aria-valuemin"
        aria_valuenow "aria-valuenow"
        aria_valuetext "aria-valuetext"
        autocomplete "autocomplete"
        href "href"
        id "id"
        inputmode "inputmode"
        max "max"
        min "min"
        rel "rel"
        role "role"
        scope "scope"
        selected "selected"
        step "step"
        style "style"
        tabindex "tabindex"
        target "target"
        title "title"
        r#type "type"
        value "value"
    }

    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Into<Value>) -> El {
        self.set(name, value.into())
    }

    fn set(self, name: &'static str, value: Value) -> El {
        let attribute = match value {
            Value::Fixed(text) => custom_attribute(name, text).into_any_attr(),
            Value::Live(text) => custom_attribute(name, text).into_any_attr(),
            Value::Flag(flag) => custom_attribute(name, flag).into_any_attr(),
        };
        self.with(name, attribute)
    }

    fn with(mut self, name: &'static str, attribute: AnyAttribute) -> El {
        self.names.push(name);
        self.attributes.push(attribute);
        self
    }

    /// Sets the classes, or adds one that comes and goes.
    pub fn class(self, classes: impl Classes) -> El {
        match classes.split() {
            (Some(name), Value::Flag(flag)) => self.with(name, class((name, flag)).into_any_attr()),
            (_, value) => self.set("class", value),
        }
    }

    /// Sets a property.
    pub fn prop(self, name: &'static str, value: impl Into<Value>) -> El {
        let attribute = match value.into() {
            Value::Fixed(text) => prop(name, text).into_any_attr(),
            Value::Live(text) => prop(name, text).into_any_attr(),
            Value::Flag(flag) => prop(name, flag).into_any_attr(),
        };
        self.with(name, attribute)
    }

    /// Sets what is inside as markup.
    pub fn inner_html(self, markup: impl Into<Signal<String>>) -> El {
        self.with("inner_html", inner_html(markup.into()).into_any_attr())
    }

    /// Listens to an event.
    pub fn on<E>(self, event: E, mut call: impl FnMut(E::EventType) + 'static) -> El
    where
        E: EventDescriptor + 'static,
        E::EventType: From<Event> + 'static,
    {
        self.listen(event.name(), Box::new(move |event| call(event.into())))
    }

    fn listen(self, name: std::borrow::Cow<'static, str>, call: Box<dyn FnMut(Event)>) -> El {
        self.with("on", on(Custom::<Event>::new(name), call).into_any_attr())
    }

    /// Makes the element known.
    pub fn node_ref(self, known: NodeRef<Div>) -> El {
        self.with("node_ref", node_ref::<Div, _>(known).into_any_attr())
    }

    /// Puts something inside.
    pub fn child<C>(mut self, child: C) -> El
    where
        C: IntoRender,
        C::Output: RenderHtml,
    {
        self.child = child.into_render().into_any();
        self
    }
}

/// An element that stands in the document.
pub struct ElState {
    tag: &'static str,
    names: Vec<&'static str>,
    element: Element,
    attributes: Vec<AnyAttributeState>,
    child: AnyViewState,
}

impl Render for El {
    type State = ElState;

    fn build(self) -> ElState {
        let element = Rndr::create_element(self.tag, None);
        let attributes = self.attributes.into_iter().map(|attribute| attribute.build(&element)).collect();
        let mut child = self.child.build();
        child.mount(&element, None);
        ElState { tag: self.tag, names: self.names, element, attributes, child }
    }

    // Leptos' own element of any tag compares the new tag's name with the one that the document gives back, in capital
    // letters, finds them different and makes the element anew each time: with all that is inside, and its layout.
    fn rebuild(self, old: &mut ElState) {
        if self.tag == old.tag && self.names == old.names {
            // First what is inside: a menu takes a value only when the choice is there.
            self.child.rebuild(&mut old.child);
            for (new, old) in self.attributes.into_iter().zip(&mut old.attributes) {
                new.rebuild(old);
            }
        } else {
            let mut new = self.build();
            old.insert_before_this(&mut new);
            old.unmount();
            *old = new;
        }
    }
}

impl Mountable for ElState {
    fn unmount(&mut self) {
        Rndr::remove(&self.element);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Rndr::insert_node(parent, &self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = Rndr::get_parent(&self.element).and_then(Element::cast_from);
        parent.is_some_and(|parent| {
            child.mount(&parent, Some(&self.element));
            true
        })
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for El {
    type Output<New: Attribute> = El;

    fn add_any_attr<New: Attribute>(self, attribute: New) -> El {
        self.with("added", attribute.into_cloneable_owned().into_any_attr())
    }
}

impl RenderHtml for El {
    type AsyncOutput = El;
    type Owned = El;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> El {
        self
    }

    // The page is never rendered on a server.
    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> ElState {
        self.build()
    }

    fn into_owned(self) -> El {
        self
    }
}
