//! Acts on the page as a person does: controls by kind and name, keys, the pointer.

use crate::page::Page;
use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::{By, Key, TypingData, WebElement};

impl Page {
    /// The one visible control of a kind (button, select, slider, checkbox, radio, text, link) with this name.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub async fn control(&self, kind: &str, name: &str) -> Result<WebElement> {
        let arguments = vec![json!(kind), json!(name)];
        let found = self.driver.execute("return __test.named(arguments[0], arguments[1])", arguments).await?;
        let mut found = found.elements()?;
        ensure!(found.len() == 1, "there are {} controls of kind {kind} named {name:?}", found.len());
        found.pop().context("one control")
    }

    /// Scrolls to an element that lies below what stays in place while the page, or a column of it, scrolls.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn uncover(&self, element: &WebElement) -> Result<()> {
        let scroll = "const [element] = arguments;
            const { left, top, width, height } = element.getBoundingClientRect();
            const hit = document.elementFromPoint(left + width / 2, top + height / 2);
            if (!element.contains(hit)) element.scrollIntoView({ block: 'center' });";
        self.driver.execute(scroll, vec![element.to_json()?]).await?;
        Ok(())
    }

    /// Clicks the button with this name, and waits for everything that it loads.
    ///
    /// # Errors
    /// If there is none, or something lies over it.
    pub async fn click(&self, name: &str) -> Result<()> {
        let button = self.control("button", name).await?;
        self.uncover(&button).await?;
        button.click().await.with_context(|| format!("cannot click {name}"))?;
        self.until("what was clicked is loaded", "!document.querySelector('[aria-busy=true]')").await
    }

    /// Chooses, in the select with this name, the option with this visible text.
    ///
    /// # Errors
    /// If there is no such select or option.
    pub async fn choose(&self, select: &str, option: &str) -> Result<()> {
        let select = self.control("select", select).await?;
        for candidate in select.find_all(By::Tag("option")).await? {
            if candidate.text().await? == option {
                return Ok(candidate.click().await?);
            }
        }
        bail!("there is no option {option}")
    }

    /// Replaces the text in the field with this name, and presses Enter.
    ///
    /// # Errors
    /// If there is no such field.
    pub async fn enter(&self, field: &str, text: &str) -> Result<()> {
        let field = self.control("text", field).await?;
        self.uncover(&field).await?;
        field.click().await?;
        let select_all = Key::Control + "a";
        field.send_keys(select_all).await?;
        field.send_keys(text).await?;
        Ok(field.send_keys(Key::Enter + "").await?)
    }

    /// Opens the tab of this part in the column beside the network's pictures.
    ///
    /// # Errors
    /// If there is none.
    pub async fn turn_to(&self, part: &str) -> Result<()> {
        let tab = self.driver.find(By::Css(format!(".side > .choices [value={part}]"))).await?;
        Ok(tab.click().await?)
    }

    /// Presses keys, wherever the focus is.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        Ok(self.actions().send_keys(keys).perform().await?)
    }

    /// Touches the middle of an element, drags it sideways and lets go.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn drag_by_finger(&self, element: &WebElement, way: i64) -> Result<()> {
        let origin =
            json!({ "type": "element", "element": { "sharedId": element.element_id().to_string() } });
        let to = |x: i64| json!({ "type": "pointerMove", "x": x, "y": 0, "duration": 50, "origin": &origin });
        let [down, up] = ["pointerDown", "pointerUp"].map(|kind| json!({ "type": kind, "button": 0 }));
        let finger = json!({
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
            "actions": [to(0), down, to(way / 2), to(way), up]
        });
        let params = json!({ "context": self.context, "actions": [finger] });
        self.command("input.performActions", params).await?;
        Ok(())
    }

    /// An action chain for pointer and keyboard.
    pub fn actions(&self) -> ActionChain {
        self.driver.action_chain()
    }
}
