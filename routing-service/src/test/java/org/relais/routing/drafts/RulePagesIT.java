package org.relais.routing.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.relais.routing.DeskBrowser;
import org.relais.routing.RunningService;
import org.relais.routing.territory.TerritoryEditions;
import org.relais.routing.territory.folder.DemoTerritory;
import org.relais.routing.territory.publishing.PublishTerritory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of the rules: as a file, to read, of a country's size, outdated, and back to an earlier version. */
class RulePagesIT extends RunningService {

    private static final String RULES = "/desk/rules/valmont";
    private static final int COUNTRY = 100_000;

    @LocalServerPort
    private int ownPort;

    @Autowired
    private TerritoryEditions editions;

    @Autowired
    private Drafting drafting;

    @Autowired
    private PublishTerritory publishing;

    @Test
    void aTableIsDownloadedAndSentBackAsAFile() throws Exception {
        DeskBrowser browser = DeskBrowser.signedIn(ownPort, "operator");
        HttpResponse<String> draft = started(browser, "Par fichier");
        String path = draft.uri().getPath();

        HttpResponse<String> file = browser.get(path + "/rules.csv");
        byte[] changed = ("\uFEFF" + file.body().replace("\n", "\r\n").replace("sous un jour ouvré", "sous 24 h"))
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> sent = browser.upload(path + "/file", draft, Map.of("revision", "1"), changed);
        HttpResponse<String> stale = browser.upload(path + "/file", sent, Map.of("revision", "1"), changed);
        HttpResponse<String> empty = browser.upload(path + "/file", sent, Map.of("revision", "2"), new byte[0]);
        HttpResponse<String> binary =
                browser.upload(path + "/file", sent, Map.of("revision", "2"), "id\0".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> latin = browser.upload(
                path + "/file", sent, Map.of("revision", "2"), file.body().getBytes(StandardCharsets.ISO_8859_1));

        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"rules.csv\"");
        assertThat(sent.uri().getPath()).isEqualTo(path);
        assertThat(drafting.find(TERRITORY, id(path)).orElseThrow().rules())
                .contains("sous 24 h")
                .startsWith("id,")
                .doesNotContain("\r");
        assertThat(stale.body()).contains("Quelqu’un a modifié ce brouillon");
        assertThat(empty.body()).contains("Le fichier manque, ou il est vide.");
        assertThat(binary.body()).contains("ce n’est pas du texte");
        assertThat(latin.body()).contains("Le fichier n’est pas en UTF-8");
        assertThat(browser.get(path + "/file").uri().getPath()).isEqualTo(path);
        browser.post(path + "/discard", sent, Map.of());
    }

    @Test
    void theRulesInForceAreReadAllOrOfOneService() throws Exception {
        DeskBrowser browser = DeskBrowser.signedIn(ownPort, "operator");

        HttpResponse<String> all = browser.get(RULES + "/table");
        HttpResponse<String> graffiti = browser.get(RULES + "/table?service=graffiti");
        HttpResponse<String> file = browser.get(RULES + "/rules.csv");

        assertThat(all.body()).contains("Règles en vigueur, à lire", "pothole-deep", "graffiti-school");
        assertThat(graffiti.body()).contains("graffiti-school").doesNotContain("pothole-deep");
        assertThat(file.body())
                .isEqualTo(editions.inForce(TERRITORY).orElseThrow().files().get(TerritoryEditions.RULES));
        assertThat(DeskBrowser.signedIn(ownPort, "voirie")
                        .get(RULES + "/rules.csv")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCountrysTableIsSavedByEachWayAndStaysReadable() throws Exception {
        DeskBrowser browser = DeskBrowser.signedIn(ownPort, "operator");
        HttpResponse<String> draft = started(browser, "Un pays");
        String path = draft.uri().getPath();
        String api = path.replace("/desk/rules/", "/api/v1/territories/");
        String rules = Objects.requireNonNull(
                editions.inForce(TERRITORY).orElseThrow().files().get(TerritoryEditions.RULES));
        String country = countrysTable(rules);

        assertThat(desk("operator")
                        .putCsv(api + "/rules.csv?revision=1", country)
                        .json()
                        .at("/revision")
                        .asInt())
                .isEqualTo(2);
        HttpResponse<String> sent = browser.upload(
                path + "/file", draft, Map.of("revision", "2"), country.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> typed =
                browser.post(path, sent, Map.of("title", "Un pays", "rules", country, "revision", "3"));
        HttpResponse<String> last = browser.get(path + "/table?from=" + (COUNTRY - 50));
        HttpResponse<String> others = browser.get(path + "/table?service=graffiti");
        HttpResponse<String> renamed = browser.post(path, typed, Map.of("title", "Deux pays", "revision", "4"));

        assertThat(sent.body())
                .contains("trop longue pour être écrite dans une page", "Non contrôlé", "non contrôlé")
                .doesNotContain("<textarea");
        assertThat(drafting.find(TERRITORY, id(path)).orElseThrow().revision()).isEqualTo(5);
        assertThat(drafting.find(TERRITORY, id(path)).orElseThrow().rules()).isEqualTo(country);
        assertThat(last.body())
                .contains("row-" + (COUNTRY - 1), "pothole-deep", "Lignes précédentes")
                .doesNotContain("row-" + (COUNTRY - 51) + "<");
        assertThat(others.body()).contains("graffiti-school").doesNotContain("row-1<");
        assertThat(renamed.body()).contains("<h1>Deux pays</h1>");
        browser.post(path + "/discard", renamed, Map.of());
    }

    @Test
    void anOutdatedDraftShowsWhatWasPublishedMeanwhileAndStartsAnewFromIt() throws Exception {
        DeskBrowser browser = DeskBrowser.signedIn(ownPort, "operator");
        long before = editions.inForce(TERRITORY).orElseThrow().version();
        HttpResponse<String> draft = started(browser, "Trop tard");
        String path = draft.uri().getPath();
        publishedMeanwhile(
                browser, drafting.find(TERRITORY, id(path)).orElseThrow().rules());

        HttpResponse<String> outdated = browser.get(path);
        HttpResponse<String> refused = browser.post(path + "/publish", outdated, Map.of("revision", "1"));
        HttpResponse<String> unseen =
                browser.post(path + "/renewal", outdated, Map.of("revision", "1", "version", Long.toString(before)));
        HttpResponse<String> renewed = browser.post(
                path + "/renewal", outdated, Map.of("revision", "1", "version", Long.toString(before + 1)));

        assertThat(outdated.body())
                .contains("Ce brouillon est dépassé", "Une ligne en vigueur a changé depuis", "signs", "modifiée")
                .contains("Repartir avec cette table")
                .doesNotContain("action=\"" + path + "/publish\"");
        assertThat(refused.body()).contains("Une autre version est entrée en vigueur depuis");
        assertThat(unseen.body()).contains("Ce brouillon est dépassé");
        assertThat(renewed.body())
                .doesNotContain("Ce brouillon est dépassé")
                .contains("action=\"" + path + "/publish\"");
        assertThat(drafting.find(TERRITORY, id(path)).orElseThrow().basedOn()).isEqualTo(before + 1);
        browser.post(path + "/discard", renewed, Map.of());
        editions.rollBack(TERRITORY, before, "admin");
    }

    @Test
    void onlyWhoMayGoBackIsOfferedToAndARefusalIsSaid() throws Exception {
        DeskBrowser operator = DeskBrowser.signedIn(ownPort, "operator");
        DeskBrowser admin = DeskBrowser.signedIn(ownPort, "admin");
        long inForce = editions.inForce(TERRITORY).orElseThrow().version();

        HttpResponse<String> front = admin.get(RULES);
        HttpResponse<String> same = admin.post(RULES + "/rollback", front, Map.of("version", Long.toString(inForce)));
        HttpResponse<String> unknown = admin.post(RULES + "/rollback", front, Map.of("version", "471100"));

        assertThat(operator.get(RULES).body())
                .contains("Un compte d’administration peut revenir")
                .doesNotContain(RULES + "/rollback");
        assertThat(same.body()).contains("role=\"alert\"", "est déjà en vigueur");
        assertThat(unknown.body()).contains("role=\"alert\"", "n’existe pas");
        assertThat(admin.get(RULES + "/rollback").uri().getPath()).isEqualTo(RULES);
    }

    @Test
    void goingBackThatLeavesOpenRequestsIsAskedForASecondTime() throws Exception {
        DeskBrowser admin = DeskBrowser.signedIn(ownPort, "admin");
        long before = editions.inForce(TERRITORY).orElseThrow().version();
        publishing.publish(DemoTerritory.withDepartment("passage"));
        long with = editions.inForce(TERRITORY).orElseThrow().version();
        handedOverTo("passage");
        String back = Long.toString(before);

        HttpResponse<String> asked = admin.post(RULES + "/rollback", admin.get(RULES), Map.of("version", back));
        long still = editions.inForce(TERRITORY).orElseThrow().version();
        HttpResponse<String> meant =
                admin.post(RULES + "/rollback", asked, Map.of("version", back, "leavingCases", "true"));

        assertThat(asked.body())
                .contains(
                        "role=\"alert\"",
                        "passage (1). Elles leur resteraient.",
                        "Revenir quand même à la version " + back)
                .doesNotContain("envoyez");
        assertThat(still).isEqualTo(with);
        assertThat(meant.body())
                .contains("ne sont plus dans le territoire", "passage (1). Ils peuvent les terminer ou les transmettre")
                .doesNotContain("role=\"alert\"");
        assertThat(editions.inForce(TERRITORY).orElseThrow().version()).isEqualTo(with + 1);
    }

    @Test
    void aColleaguesChangeIsOverwrittenOnlyByWhoWasShownIt() throws Exception {
        DeskBrowser mine = DeskBrowser.signedIn(ownPort, "operator");
        DeskBrowser theirs = DeskBrowser.signedIn(ownPort, "admin");
        HttpResponse<String> draft = started(mine, "À deux");
        String path = draft.uri().getPath();
        String rules = drafting.find(TERRITORY, id(path)).orElseThrow().rules();
        String changedByThem = rules.replaceFirst("voirie,15,", "voirie,12,");
        String changedByMe = rules.replace("sous un jour ouvré", "sous 24 h");
        theirs.post(path, theirs.get(path), Map.of("title", "Le leur", "rules", changedByThem, "revision", "1"));

        HttpResponse<String> refused = saved(mine, draft, "Le mien", changedByMe, Map.of());
        HttpResponse<String> again = saved(mine, refused, "Le mien", changedByMe, Map.of());
        HttpResponse<String> file = mine.upload(
                path + "/file", again, Map.of("revision", "1"), changedByMe.getBytes(StandardCharsets.UTF_8));
        Draft kept = drafting.find(TERRITORY, id(path)).orElseThrow();
        mine.get(path + "?lang=en");
        HttpResponse<String> english = saved(mine, again, "Le mien", changedByMe, Map.of());
        mine.get(path + "?lang=fr");
        HttpResponse<String> over = saved(mine, again, "Le mien", changedByMe, Map.of("seen", "2"));

        assertThat(revision(refused)).as("of what they read").isEqualTo("1");
        assertThat(refused.body())
                .contains("role=\"alert\"", "Modifié entre-temps", "admin a enregistré ce brouillon depuis")
                .contains("Il s’appelle maintenant « Le leur »", "value=\"Le mien\"", "sous 24 h")
                .containsPattern("<span class=\"code\">signs</span> – <span>modifiée")
                .contains("name=\"seen\" value=\"2\"")
                .as("what they wrote isn't saved yet")
                .doesNotContain("action=\"" + path + "/publish\"");
        assertThat(again.body()).contains("Modifié entre-temps");
        assertThat(file.body()).contains("Modifié entre-temps", "Envoyer le fichier par-dessus");
        assertThat(kept.rules()).as("nobody saw it").isEqualTo(changedByThem);
        assertThat(kept.title()).isEqualTo("Le leur");
        assertThat(english.body()).contains("Changed meanwhile", "Save over it");
        assertThat(over.body()).doesNotContain("Modifié entre-temps");
        Draft replaced = drafting.find(TERRITORY, id(path)).orElseThrow();
        assertThat(replaced.rules()).isEqualTo(changedByMe);
        assertThat(replaced.title()).isEqualTo("Le mien");
        mine.post(path + "/discard", over, Map.of());
    }

    @Test
    void whatWasSeenIsNoLeaveToOverwriteWhatCameAfter() throws Exception {
        DeskBrowser mine = DeskBrowser.signedIn(ownPort, "operator");
        DeskBrowser theirs = DeskBrowser.signedIn(ownPort, "admin");
        HttpResponse<String> draft = started(mine, "À trois");
        String path = draft.uri().getPath();
        String rules = drafting.find(TERRITORY, id(path)).orElseThrow().rules();
        HttpResponse<String> second = saved(theirs, theirs.get(path), "À trois", rules + "\n", Map.of());
        HttpResponse<String> refused = saved(mine, draft, "À trois", rules, Map.of());
        saved(theirs, second, "À trois", rules.replaceFirst("voirie,15,", "voirie,12,"), Map.of());

        HttpResponse<String> later = saved(mine, refused, "À trois", rules, Map.of("seen", "2"));

        assertThat(refused.body()).contains("Ses règles sont les mêmes que les vôtres");
        assertThat(later.body()).contains("changerait cette ligne", "name=\"seen\" value=\"3\"");
        assertThat(drafting.find(TERRITORY, id(path)).orElseThrow().revision()).isEqualTo(3);
        mine.post(path + "/discard", later, Map.of());
    }

    @Test
    void whatWasTypedStaysWhenItCanNotBeSaved() throws Exception {
        DeskBrowser browser = DeskBrowser.signedIn(ownPort, "operator");
        HttpResponse<String> draft = started(browser, "Bientôt fermé");
        String path = draft.uri().getPath();
        String long201 = "x".repeat(201);

        HttpResponse<String> unnamed = started(browser, long201);
        HttpResponse<String> tooLong = saved(browser, draft, long201, "id\nmine\n", Map.of());
        browser.post(path + "/discard", tooLong, Map.of());
        HttpResponse<String> closed = saved(browser, draft, "Le mien", "id\nmine\n", Map.of());

        assertThat(unnamed.body()).contains("role=\"alert\"", "value=\"" + long201 + "\"");
        assertThat(tooLong.body()).contains("role=\"alert\"", "value=\"" + long201 + "\"", "id\nmine\n");
        assertThat(closed.body())
                .contains("Ce que vous aviez écrit", "readonly value=\"Le mien\"")
                .containsPattern("<textarea [^>]*id=\"typed-rules\"[^>]* readonly[^>]*>id\nmine\n</textarea>")
                .doesNotContain("name=\"rules\"");
    }

    @Test
    void theNoteOfAPublicationStaysUntilTheDraftCanBePutInForce() throws Exception {
        DeskBrowser browser = DeskBrowser.signedIn(ownPort, "operator");
        long before = editions.inForce(TERRITORY).orElseThrow().version();
        HttpResponse<String> draft = started(browser, "Avec une note");
        String path = draft.uri().getPath();
        String rules = drafting.find(TERRITORY, id(path)).orElseThrow().rules();
        publishedMeanwhile(browser, rules);
        String note = "Demandé par le conseil du 3";
        String shown = "value=\"" + note + "\"";

        HttpResponse<String> outdated = browser.post(path + "/publish", draft, Map.of("revision", "1", "note", note));
        String kept = hidden(outdated, path + "/renewal", "note");
        HttpResponse<String> renewed = browser.post(
                path + "/renewal",
                outdated,
                Map.of("revision", "1", "version", Long.toString(before + 1), "note", kept));
        HttpResponse<String> broken =
                browser.post(path, renewed, Map.of("title", "x", "rules", "id\nmine\n", "revision", "2", "note", note));
        HttpResponse<String> mended = browser.post(
                path,
                broken,
                Map.of(
                        "title",
                        "x",
                        "rules",
                        rules.replaceFirst("voirie,15,", "voirie,13,"),
                        "revision",
                        "3",
                        "note",
                        hidden(broken, path, "note")));
        HttpResponse<String> simulated = browser.post(
                path + "/simulation", mended, Map.of("note", hidden(mended, path + "/simulation", "note")));
        browser.post(path + "/publish", simulated, Map.of("revision", "4", "note", note));
        HttpResponse<String> closed = browser.post(path + "/publish", simulated, Map.of("revision", "4", "note", note));

        assertThat(outdated.body())
                .contains("Ce brouillon est dépassé", shown)
                .doesNotContain("action=\"" + path + "/publish\"");
        assertThat(kept).isEqualTo(note);
        assertThat(renewed.body()).containsPattern("name=\"note\" maxlength=\"500\" " + Pattern.quote(shown));
        assertThat(broken.body()).contains("id=\"kept-note\"", shown);
        assertThat(mended.body()).containsPattern("name=\"note\" maxlength=\"500\" " + Pattern.quote(shown));
        assertThat(simulated.body()).containsPattern("name=\"note\" maxlength=\"500\" " + Pattern.quote(shown));
        assertThat(closed.body()).contains("Ce que vous aviez écrit", "id=\"typed-note\" readonly " + shown);
        assertThat(editions.inForce(TERRITORY).orElseThrow().version()).isEqualTo(before + 2);
        editions.rollBack(TERRITORY, before, "admin");
    }

    /** What somebody else puts in force. */
    private static void publishedMeanwhile(DeskBrowser browser, String rules) throws Exception {
        HttpResponse<String> other = started(browser, "Avant l’autre");
        String path = other.uri().getPath();
        HttpResponse<String> changed =
                saved(browser, other, "Avant l’autre", rules.replaceFirst("voirie,15,", "voirie,12,"), Map.of());
        browser.post(path + "/publish", changed, Map.of("revision", "2"));
    }

    /** What a page's form carries along. */
    private static String hidden(HttpResponse<String> page, String action, String name) {
        Matcher field = Pattern.compile(
                        "action=\"" + Pattern.quote(action)
                                + "\"[^<]*(?:<(?!/form)[^<]*)*?<input type=\"hidden\" name=\"" + name
                                + "\" value=\"([^\"]*)\"",
                        Pattern.DOTALL)
                .matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }

    /** Sends the form of a draft as it stands on a page, with what its author typed. */
    private static HttpResponse<String> saved(
            DeskBrowser browser, HttpResponse<String> page, String title, String rules, Map<String, String> button)
            throws Exception {
        Map<String, String> fields = new HashMap<>(button);
        fields.putAll(Map.of("title", title, "rules", rules, "revision", revision(page)));
        return browser.post(page.uri().getPath(), page, fields);
    }

    private static String revision(HttpResponse<String> page) {
        Matcher revision = Pattern.compile(
                        "action=\"" + page.uri().getPath() + "\".*?name=\"revision\" value=\"(\\d+)\"", Pattern.DOTALL)
                .matcher(page.body());
        assertThat(revision.find()).as(page.body()).isTrue();
        return revision.group(1);
    }

    private static HttpResponse<String> started(DeskBrowser browser, String title) throws Exception {
        return browser.post(RULES + "/drafts", browser.get(RULES), Map.of("title", title));
    }

    private static UUID id(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Rows that each look for a word of their own, before those there are. */
    private static String countrysTable(String rules) {
        String[] columns = rules.lines().findFirst().orElseThrow().split(",", -1);
        StringBuilder table = new StringBuilder(String.join(",", columns)).append('\n');
        for (int row = 0; row < COUNTRY; row++) {
            for (int column = 0; column < columns.length; column++) {
                table.append(column == 0 ? "" : ",");
                table.append(
                        switch (columns[column]) {
                            case "id" -> "row-" + row;
                            case "service" -> "pothole";
                            case "words" -> "mot" + row;
                            case "department" -> "voirie";
                            case "workingDays" -> "5";
                            default -> columns[column].startsWith("reason.") ? "Parce que ce mot est dit" : "";
                        });
            }
            table.append('\n');
        }
        return table.append(rules.substring(rules.indexOf('\n') + 1)).toString();
    }
}
