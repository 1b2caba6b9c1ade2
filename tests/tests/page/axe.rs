//! axe-core finds nothing in any lesson, in any state that a reader can reach. States alternate between
//! English in light and Chinese in dark. Firefox, whose rules are the same and which cannot emulate dark,
//! gets the states that differ most; with `--full` every state is checked in every look.

use anyhow::Result;
use page_tests::browser::Browser;
use page_tests::page::Page;
use page_tests::scenario::is_full;
use serde_json::json;

/// A state of the page: a link, and an action after it.
struct State {
    name: &'static str,
    hash: &'static str,
    /// The body of an asynchronous function, after [`HELPERS`].
    act: &'static str,
}

const fn state(name: &'static str, hash: &'static str, act: &'static str) -> State {
    State { name, hash, act }
}

/// Functions for scripts, which find controls by the words of the language.
const HELPERS: &str = "
    const words = await (await fetch(`locales/${args[0]}.json`)).json();
    const frame = () => new Promise(requestAnimationFrame);
    const until = async (look) => {
        for (const end = performance.now() + 10000; performance.now() < end; await frame()) if (look()) return;
        throw new Error(`not soon: ${look}`);
    };
    // A page that trains is never idle.
    const rest = async () => {
        const end = performance.now() + 500;
        for (let quiet = 0; quiet < 2 && performance.now() < end; quiet = playground.idle() ? quiet + 1 : 0) await frame();
    };
    const press = async (key, kind = 'button') => {
        // Some controls come with a file that is loaded on demand.
        await until(() => __test.named(kind, words[key]).length > 0);
        __test.named(kind, words[key])[0].click();
        await rest();
    };
    const type = async (field, text) => {
        field.focus();
        field.value = text;
        for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
        await rest();
    };
    const find = (selector) => document.querySelector(selector);
";

const SMALL: &str = "samples=100&layers=2,3,4,2";

const DIALOGS: [State; 4] = [
    state("a link to share", SMALL, "await press('share.name')"),
    state(
        "an element to share, without parts",
        SMALL,
        "await press('share.name'); find('dialog input[value=element]').click();
        find('dialog summary').click(); await rest()",
    ),
    state(
        "a table",
        SMALL,
        "find('.boundary [data-table]').click(); await until(() => find('dialog table'))",
    ),
    state(
        "a text to copy by hand",
        SMALL,
        "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
        find('[data-part=copy-log]').click(); await until(() => find('dialog textarea'))",
    ),
];

const NETWORK: [State; 12] = [
    state("fresh", "samples=100", ""),
    state(
        "trained",
        "samples=100&step=700&layers=2,3,4,2",
        "await until(() => __test.numbers().step === '700')",
    ),
    state("training", "samples=100&epochs=100000&layers=2,3,4,2", "await press('transport.train')"),
    state(
        "an update",
        SMALL,
        "await press('update.open'); for (let i = 0; i < 4; i += 1) await press('player.step')",
    ),
    state(
        "a prediction",
        SMALL,
        "await press('update.open'); await press('predict.name', 'checkbox'); await press('player.step')",
    ),
    state(
        "the inspector and a check of the gradients",
        "samples=100&step=70&layers=2,3,4,2",
        "await type(find('.inspector input'), 'w1[1,3]'); await press('gradients.run');
        await until(() => find('[data-quantity=check-difference]')?.value)",
    ),
    state(
        "health",
        "samples=100&step=700&layers=2,3,4,2",
        "await press('health.open'); await until(() => __test.numbers()['health-last']); await rest()",
    ),
    state("complaints about a link", "noise=9&unknown=1&samples=100&layers=2,3,4,2", ""),
    state(
        "a divergence",
        "samples=200&activation=relu&outputActivation=linear&learningRate=1",
        "await press('transport.train'); await until(() => find('[data-notice=diverged]'))",
    ),
    state("a refused value", SMALL, "await type(find('input[data-setting=noise]'), '7')"),
    state(
        "a wrong answer",
        SMALL,
        "await type(find('.answer input'), '1'); find('.answer button').click(); await rest()",
    ),
    state("in another page", "samples=100&embed&layers=2,3,4,2", ""),
];

const PAGES: [State; 11] = [
    state("sigmoid", "lesson=activations", ""),
    state("a corner", "lesson=activations&function=leakyRelu&z=0", ""),
    state("GELU", "lesson=activations&function=gelu", ""),
    state("a sketch", "lesson=activations&function=tanh", "await press('activations.predict')"),
    state(
        "a sketch and what it should be",
        "lesson=activations&function=tanh",
        "await press('activations.predict'); await press('activations.reveal')",
    ),
    state("the tape", "lesson=chain-rule", ""),
    state(
        "the tape at its end",
        "lesson=chain-rule",
        "const end = find('.scrubber'); end.value = end.max; end.dispatchEvent(new Event('input')); await rest()",
    ),
    state("a wrong expression", "lesson=chain-rule", "await type(find('.expression textarea'), 'x*(y')"),
    state(
        "a tape too large to draw",
        "lesson=chain-rule",
        "await type(find('.expression textarea'), Array.from({ length: 60 }, (_, i) => `a${i}`).join('*'))",
    ),
    state("activations in another page", "lesson=activations&embed", ""),
    state("the chain rule in another page", "lesson=chain-rule&embed", ""),
];

const DESCENTS: [State; 6] = [
    state("a descent", "lesson=himmelblau&at=60", ""),
    state(
        "a race over basins",
        "lesson=himmelblau&at=60",
        "await press('himmelblau.race', 'checkbox'); await press('himmelblau.basins', 'checkbox');
        await press('himmelblau.optimizer.adam', 'radio'); await until(() => find('.map').dataset.grain === '1'); await rest()",
    ),
    state(
        "the hidden floor",
        "lesson=himmelblau",
        "await press('himmelblau.floor.hide', 'checkbox'); find('.map-plot').focus();
        find('.map-plot').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
        find('.map-plot').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })); await rest()",
    ),
    state("the gradient as a tape", "lesson=himmelblau", "find('details summary').click(); await rest()"),
    state("a descent that diverged", "lesson=himmelblau&rate=0.05&at=200", ""),
    state("Himmelblau in another page", "lesson=himmelblau&embed", ""),
];

/// The states that differ most: rows of numbers, fields, formulas, maps, dialogs.
const DIFFERENT: [&str; 6] = [
    "an update",
    "health",
    "a sketch and what it should be",
    "the tape at its end",
    "a race over basins",
    "a table",
];

/// Checks the states as the head of this file says.
async fn all_accessible(page: &Page, states: &[State]) -> Result<()> {
    let looks = [("en", "light"), ("zh", "dark")];
    let dark = page.browser == Browser::Chromium;
    let is_due = |name: &&str, look: usize, i: usize| {
        is_full() || if dark { i % 2 == look } else { DIFFERENT.contains(name) }
    };
    for (look, (language, scheme)) in looks.into_iter().enumerate().take(if dark { 2 } else { 1 }) {
        page.emulate(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await?;
        for (i, State { name, hash, act }) in states.iter().enumerate() {
            if !is_due(name, look, i) {
                continue;
            }
            open(page, &format!("{hash}&lang={language}")).await?;
            self::act(page, language, act).await?;
            page.is_accessible(&format!("{name}, {language}, {scheme}")).await?;
        }
    }
    page.emulate(&[]).await.map(drop)
}

/// Runs the body of an asynchronous function after [`HELPERS`].
pub async fn act(page: &Page, language: &str, body: &str) -> Result<()> {
    if !body.is_empty() {
        page.async_script(&format!("{HELPERS}{body}"), [json!(language)]).await?;
    }
    Ok(())
}

pub async fn open(page: &Page, hash: &str) -> Result<()> {
    page.go(hash).await?;
    page.until("it shows numbers", "window.playground && Object.keys(__test.numbers()).length > 0").await
}

pub async fn axe_finds_nothing_in_the_network_lesson(page: &Page) -> Result<()> {
    all_accessible(page, &NETWORK).await
}

pub async fn axe_finds_nothing_in_activations_and_the_chain_rule(page: &Page) -> Result<()> {
    all_accessible(page, &PAGES).await
}

pub async fn axe_finds_nothing_in_the_himmelblau_lesson(page: &Page) -> Result<()> {
    all_accessible(page, &DESCENTS).await
}

pub async fn axe_finds_nothing_in_the_dialogs(page: &Page) -> Result<()> {
    all_accessible(page, &DIALOGS).await
}
