package org.relais.routing.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Answer;
import org.relais.event.common.v1.CasePart;
import org.relais.event.common.v1.Location;
import org.relais.event.common.v1.Visibility;
import org.relais.event.routing.v1.CaseAcknowledged;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CaseSplit;
import org.relais.event.routing.v1.DeadlineMissed;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RunningService;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The desk's pages as a browser without JavaScript sees them. */
class DeskPagesIT extends RunningService {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern MORE = Pattern.compile("href=\"(/desk/cases[^\"]*after=[^\"]+)\"");
    private static final String RULES = "/desk/rules/valmont";

    @LocalServerPort
    private int ownPort;

    private HttpClient browser;

    @BeforeEach
    void open() {
        browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
    }

    @Test
    void whoIsNotSignedInIsAskedToSignIn() throws Exception {
        HttpResponse<String> asked = get(RULES);

        assertThat(asked.uri().getPath()).isEqualTo("/desk/sign-in");
        assertThat(asked.body()).contains("Se connecter", "lang=\"fr\"");
        assertThat(asked.headers().firstValue("Content-Security-Policy")).isPresent();
        for (String style : List.of("/assets/look.css", "/desk/pages.css")) {
            assertThat(asked.body()).contains("href=\"" + style + "\"");
            assertThat(get(style).headers().firstValue("Content-Type")).contains("text/css");
        }
        assertThat(post("/desk/sign-in", asked.body(), Map.of("token", "invalid"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoSignsInFindsThePageTheyAskedFor() throws Exception {
        HttpResponse<String> asked = get("/desk/triage?lang=fr");
        HttpResponse<String> opened = post("/desk/sign-in", asked.body(), Map.of("token", "operator"));

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.uri().toString()).endsWith("/desk/triage?lang=fr");

        HttpResponse<String> left = post("/desk/sign-out", opened.body(), Map.of());
        HttpResponse<String> again = post("/desk/sign-in", left.body(), Map.of("token", "operator"));

        assertThat(again.uri().getPath()).as("asked for nothing").isEqualTo(RULES);
    }

    @Test
    void aBrowserGetsAPageWhereverThereIsNothingOrSomethingFails() throws Exception {
        for (String path : List.of("/nothing", "/cases", "/desk;x=1", "/desk//cases", "/desk?x=%E9")) {
            HttpResponse<String> page = asBrowser(path);

            assertThat(page.statusCode()).as(path).isEqualTo(path.matches("/\\w+") ? 404 : 400);
            assertThat(page.body()).as(path).contains("<html lang=\"fr\"", "<a href=\"/desk\">Retour au guichet</a>");
            assertThat(page.headers().allValues("Content-Security-Policy"))
                    .as(path)
                    .hasSize(1);
        }
        for (String path : List.of("/nothing", "/desk;x=1", "/desk//cases")) {
            assertThat(get(path).headers().firstValue("Content-Type"))
                    .as("for programs, %s", path)
                    .hasValue("application/problem+json");
        }
        assertThat(asBrowser("/api/v1/nothing").headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");

        signedIn("operator");
        HttpResponse<String> broken = asBrowser(BrokenPage.PATH);

        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body())
                .contains("Un problème est survenu", "Retour au guichet", "href=\"/desk?lang=en\"")
                .doesNotContain("Un début de page");
    }

    private HttpResponse<String> asBrowser(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + ownPort + path))
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .header("Accept-Language", "fr")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aDraftIsMadeCheckedSimulatedAndDiscardedInPages() throws Exception {
        HttpResponse<String> front = signedIn("operator");
        assertThat(front.uri().getPath()).isEqualTo(RULES);
        assertThat(front.body()).contains("en vigueur");

        HttpResponse<String> draft = post(RULES + "/drafts", front.body(), Map.of("title", "Bancs & arbres"));
        assertThat(draft.body()).contains("Bancs &amp; arbres", "Contrôles", "pothole-deep");
        String path = draft.uri().getPath();
        HttpResponse<String> simulated = post(path + "/simulation", draft.body(), Map.of());
        HttpResponse<String> broken =
                post(path, draft.body(), Map.of("title", "Bancs", "rules", "id,service\nx,y\n", "revision", "1"));
        HttpResponse<String> stale =
                post(path, draft.body(), Map.of("title", "Bancs", "rules", "id\nmine\n", "revision", "1"));
        HttpResponse<String> gone = post(path + "/discard", draft.body(), Map.of());

        assertThat(simulated.body())
                .contains("aucune n’irait ailleurs", "Aucune autre ne changerait de délai", "Demandes par service");
        assertThat(broken.body()).contains("rules.csv:1", "erreur", "corrigez-les d’abord");
        assertThat(stale.body()).contains("Quelqu’un a modifié ce brouillon", "mine");
        assertThat(gone.uri().getPath()).isEqualTo(RULES);
        assertThat(get(RULES + "?lang=en").body()).contains("New draft", "lang=\"en\"");
        assertThat(get(RULES).body()).contains("New draft");
    }

    @Test
    void aPersonInTriageDecidesAndMakesItARule() throws Exception {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("other", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        signedIn("operator");

        HttpResponse<String> queue = get("/desk/triage");
        assertThat(queue.body())
                .contains("Un trou devant le 3", "Confier à ce service", "D’après ses mots", "Confier à : Voirie (")
                .contains("Qui peut la voir", "Comme les règles le disent ; pour l’instant, publique");
        HttpResponse<String> rule = post(
                "/desk/triage/" + id,
                queue.body(),
                Map.of("department", "voirie", "rule", "service", "visibility", "private"));

        assertThat(rule.uri().getPath()).startsWith(RULES + "/drafts/");
        assertThat(rule.body()).contains("other-voirie", ",private");
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class)
                        .getVisibility())
                .isEqualTo(Visibility.PRIVATE);
    }

    @Test
    void aRequestWithoutAServiceIsDecidedButMakesNoRule() throws Exception {
        String id = Requests.newId();
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService("", id))
                        .setTrackingCode("NSVC-2345")
                        .setDescription("Bonjour")
                        .setOccurredAt(Requests.now().minus(60, ChronoUnit.DAYS))
                        .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        signedIn("operator");

        HttpResponse<String> queue = get("/desk/triage");
        assertThat(card(queue, "NSVC-2345")).contains("Confier à ce service").doesNotContain("name=\"rule\"");

        HttpResponse<String> decided = post("/desk/triage/" + id, queue.body(), Map.of("department", "voirie"));
        assertThat(decided.body()).doesNotContain("NSVC-2345");
    }

    @Test
    void aPersonInTriageEndsWhatNobodyHasToDoAnythingAbout() throws Exception {
        String id = waiting("ENDS-2345");
        signedIn("operator");
        String path = "/desk/triage/" + id;

        HttpResponse<String> page = get(path);
        HttpResponse<String> unsaid =
                post(path + "/resolve", page.body(), Map.of("outcome", "not_ours", "message", "Voyez <nos voisins>"));
        HttpResponse<String> english = get(path + "/resolve?lang=en");
        get("/desk/triage?lang=fr");
        Map<String, String> whole =
                Map.of("outcome", "not_ours", "message", "Voyez nos voisins", "responsible", "Rivebois");
        HttpResponse<String> ended = post(path + "/resolve", unsaid.body(), whole);
        HttpResponse<String> again = post(path + "/resolve", unsaid.body(), whole);

        assertThat(get("/desk/triage").body()).doesNotContain(path);
        assertThat(page.body())
                .contains("ENDS-2345", "Un trou devant le 3", "Terminer la demande", "value=\"already_fixed\"")
                .doesNotContain("value=\"fixed\"", "value=\"planned\"", "<script");
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(unsaid.body())
                .contains("role=\"alert\"", "href=\"#resolve\"", "field--error", "Voyez &lt;nos voisins&gt;");
        assertThat(english.body()).contains("End the request", "Why (the person reads it)");
        assertThat(ended.uri().getPath()).isEqualTo("/desk/triage");
        assertThat(ended.body()).contains("C’est fait");
        assertThat(again.statusCode()).as("it waits no more").isEqualTo(409);
        assertThat(again.body()).contains("role=\"alert\"");
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, CaseResolved.class)
                        .getEndedBy())
                .isEqualTo("triage");
        assertThat(get(path).uri().getPath()).as("nothing to decide").isEqualTo("/desk/triage");
    }

    @Test
    void aPersonInTriageSplitsWhatIsForSeveralDepartments() throws Exception {
        String id = waiting("PART-2345");
        signedIn("operator");
        String path = "/desk/triage/" + id;

        assertThat(get("/desk/triage").body()).containsPattern("href=\"/desk/triage/[0-9a-f-]{36}\"");
        HttpResponse<String> page = get(path);
        HttpResponse<String> alone =
                post(path + "/split", page.body(), Map.of("department-1", "voirie", "work-1", "Dégager la chaussée"));
        HttpResponse<String> split = post(
                path + "/split",
                alone.body(),
                Map.of(
                        "department-1", "voirie",
                        "work-1", "Dégager la chaussée",
                        "department-3", "eclairage",
                        "work-3", "Remplacer le lampadaire"));

        assertThat(page.body()).contains("L’affaire de plusieurs services", "Part 5", "Partager la demande");
        assertThat(alone.statusCode()).isEqualTo(422);
        assertThat(alone.body())
                .contains("role=\"alert\"", "href=\"#split\"", "deux à cinq", "value=\"Dégager la chaussée\"");
        assertThat(split.body()).contains("C’est fait").doesNotContain("PART-2345");
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, CaseSplit.class)
                        .getParts())
                .extracting(CasePart::getDepartment)
                .containsExactly("voirie", "eclairage");
        open();
        signedIn("eclairage");
        assertThat(list(get("/desk/cases"))).contains("PART-2345");
        assertThat(get(path).statusCode()).as("a department").isEqualTo(403);
    }

    @Test
    void whatIsRefusedInTriageNamesItsCaseAndKeepsWhatWasTyped() throws Exception {
        String id = waiting("KEPT-2345");
        signedIn("operator");
        String path = "/desk/triage/" + id;
        Map<String, String> typed = Map.of("department", "", "reason", "Près <du> pont", "visibility", "private");

        HttpResponse<String> queue = get("/desk/triage");
        HttpResponse<String> nobody = post(path, queue.body(), typed);
        HttpResponse<String> unknown = post(path, queue.body(), with(typed, "department", "atlantis"));
        HttpResponse<String> secret =
                post(path, queue.body(), with(typed, "department", "voirie", "visibility", "secret"));
        HttpResponse<String> tooLong =
                post(path, queue.body(), with(typed, "department", "voirie", "reason", "r".repeat(5_000)));
        HttpResponse<String> intoNothing = post(path + "/merge", queue.body(), Map.of());
        HttpResponse<String> given = post(path, queue.body(), with(typed, "department", "voirie"));
        HttpResponse<String> again = post(path, queue.body(), with(typed, "department", "voirie"));

        for (HttpResponse<String> refused : List.of(nobody, unknown, secret, tooLong, intoNothing)) {
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("role=\"alert\"", "href=\"#case-" + id + "\">KEPT-2345 – ");
        }
        assertThat(card(nobody, "KEPT-2345"))
                .contains("id=\"case-" + id + "\"", "value=\"Près &lt;du&gt; pont\"")
                .contains("value=\"private\" selected=\"selected\"")
                .containsPattern("field--error\"><label for=\"department-");
        assertThat(card(secret, "KEPT-2345")).containsPattern("field--error\"><label for=\"visibility-");
        assertThat(card(unknown, "KEPT-2345")).contains("value=\"Près &lt;du&gt; pont\"");
        assertThat(card(tooLong, "KEPT-2345"))
                .contains("value=\"voirie\" selected=\"selected\"")
                .containsPattern("field--error\"><label for=\"reason-");
        assertThat(given.body()).doesNotContain("KEPT-2345");
        assertThat(again.statusCode()).as("it waits no more").isEqualTo(409);
        assertThat(again.body()).contains("role=\"alert\"", "KEPT-2345 – ").doesNotContain("#case-" + id);
    }

    @Test
    void aRuleThatCanNotBeMadeIsSaidWithTheCaseThatIsEntrustedAllTheSame() throws Exception {
        String id = waiting("RULE-2345");
        signedIn("operator");
        Map<String, String> typed = Map.of("department", "voirie", "rule", "area");

        HttpResponse<String> given =
                post("/desk/triage/" + id, get("/desk/triage").body(), typed);

        assertThat(given.statusCode()).isEqualTo(409);
        assertThat(given.body())
                .contains(
                        "role=\"alert\"",
                        "RULE-2345 – La demande est confiée à : Voirie. Aucune règle n’en est faite : ")
                .contains("La demande ne porte sur aucun service connu")
                .doesNotContain("#case-" + id);
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class)
                        .getDepartment())
                .isEqualTo("voirie");
    }

    private static String card(HttpResponse<String> queue, String trackingCode) {
        return Pattern.compile("<article.*?</article>", Pattern.DOTALL)
                .matcher(queue.body())
                .results()
                .map(MatchResult::group)
                .filter(article -> article.contains(trackingCode))
                .findFirst()
                .orElseThrow();
    }

    private static String waiting(String trackingCode) {
        String id = Requests.newId();
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService("no-such-service", id))
                        .setTrackingCode(trackingCode)
                        .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        return id;
    }

    @Test
    void anExperimentIsStartedAndStoppedAndMistakesAreShown() throws Exception {
        HttpResponse<String> front = signedIn("operator");
        HttpResponse<String> draft = post(RULES + "/drafts", front.body(), Map.of("title", "À essayer"));
        String id = draft.uri().getPath().substring(draft.uri().getPath().lastIndexOf('/') + 1);
        HttpResponse<String> form = get(RULES + "/experiments");

        HttpResponse<String> endless = post(
                RULES + "/experiments",
                form.body(),
                Map.of("draft", id, "title", "x", "hypothesis", "y", "mode", "shadow"));
        HttpResponse<String> started = post(
                RULES + "/experiments",
                form.body(),
                Map.of("draft", id, "title", "Essai", "hypothesis", "Mieux", "mode", "shadow", "until", "2999-01-01"));
        Matcher stop = Pattern.compile("action=\"(/desk/[^\"]+/stop)\"").matcher(started.body());

        assertThat(endless.body()).contains("La fin doit venir après le début");
        assertThat(started.body()).contains("en cours", "Mieux");
        assertThat(stop.find()).isTrue();
        assertThat(post(stop.group(1), started.body(), Map.of()).body()).contains("arrêté");

        Map<String, String> threshold =
                Map.of("title", "Seuil", "hypothesis", "Moins d’attente", "mode", "shadow", "until", "2999-01-01");
        assertThat(post(RULES + "/experiments", form.body(), with(threshold, "draft", id, "routeAt", "0,8"))
                        .body())
                .contains("pas les deux à la fois");
        assertThat(post(RULES + "/experiments", form.body(), with(threshold, "draft", "", "routeAt", "bientôt"))
                        .body())
                .contains("deux décimales au plus");
        HttpResponse<String> tried =
                post(RULES + "/experiments", form.body(), with(threshold, "draft", "", "routeAt", "0,8"));
        assertThat(tried.body()).contains("Seuil à l’essai", "0,80", "Moins d’attente");
        Matcher running = Pattern.compile("action=\"(/desk/[^\"]+/stop)\"").matcher(tried.body());
        assertThat(running.find()).isTrue();
        post(running.group(1), tried.body(), Map.of());
        assertThat(get(RULES + "/mistakes").body()).contains("Erreurs et leçons");
        assertThat(get(RULES + "/mistakes?lang=en").body()).contains("Mistakes and lessons");
    }

    @Test
    void whatWasTypedForAnExperimentStaysWithWhatIsWrongWithIt() throws Exception {
        HttpResponse<String> front = signedIn("operator");
        HttpResponse<String> draft = post(RULES + "/drafts", front.body(), Map.of("title", "Peut-être"));
        String path = draft.uri().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        String experiments = RULES + "/experiments";
        Map<String, String> typed = Map.of(
                "draft",
                id,
                "title",
                "Essai <1>",
                "hypothesis",
                "Moins & mieux",
                "mode",
                "share",
                "percent",
                "beaucoup");

        HttpResponse<String> form = get(experiments);
        HttpResponse<String> vague = post(experiments, form.body(), with(typed, "until", "2999-01-01"));
        HttpResponse<String> endless = post(experiments, form.body(), with(typed, "percent", "5"));
        HttpResponse<String> timeless = post(experiments, form.body(), with(typed, "from", "lundi"));
        HttpResponse<String> both = post(experiments, form.body(), with(typed, "routeAt", "0,8"));
        HttpResponse<String> nothing = post(experiments, form.body(), with(typed, "draft", ""));
        post(path + "/discard", draft.body(), Map.of());
        HttpResponse<String> closed =
                post(experiments, form.body(), with(typed, "mode", "shadow", "until", "2999-01-01"));

        assertThat(form.body())
                .as("nothing is chosen for anybody")
                .containsPattern("<select id=\"draft\" name=\"draft\"><option value=\"\">Aucun[^<]*</option>")
                .doesNotContain("selected=\"selected\"");
        assertThat(vague.body()).contains("href=\"#percent\"", "value=\"beaucoup\"", "value=\"2999-01-01\"");
        assertThat(endless.body()).contains("href=\"#until\"", "value=\"5\"");
        assertThat(timeless.body()).contains("href=\"#from\"", "value=\"lundi\"");
        assertThat(both.body()).contains("href=\"#routeAt\"", "value=\"0,8\"", "pas les deux à la fois");
        assertThat(nothing.body()).contains("href=\"#draft\"", "un brouillon ou un seuil");
        for (HttpResponse<String> refused : List.of(vague, endless, timeless, both, nothing)) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("role=\"alert\"", "field--error", "Essai &lt;1&gt;", "Moins &amp; mieux</textarea>")
                    .containsPattern("value=\"share\" checked=\"checked\"");
        }
        for (HttpResponse<String> refused : List.of(vague, endless, timeless, both)) {
            assertThat(refused.body()).contains("value=\"" + id + "\" selected=\"selected\"");
        }
        assertThat(closed.statusCode()).isEqualTo(409);
        assertThat(closed.body()).contains("href=\"#draft\"", "Moins &amp; mieux</textarea>");
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        Map<String, String> all = new HashMap<>(fields);
        for (int at = 0; at < more.length; at += 2) {
            all.put(more[at], more[at + 1]);
        }
        return all;
    }

    @Test
    void aFormWithoutItsTokenOrAWrongRoleChangesNothing() throws Exception {
        signedIn("operator");
        assertThat(send(form(RULES + "/drafts", "title=x")).statusCode()).isEqualTo(403);

        open();
        signedIn("voirie");
        HttpResponse<String> refused = get(RULES);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<h1>Page réservée</h1>", "lang=\"fr\"");
    }

    @Test
    void pagesOfATerritoryAreThereForItsOwnStaffAlone() throws Exception {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("other", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        HttpResponse<String> front = signedIn("admin~rivebois");
        HttpResponse<String> queue = get("/desk/triage");

        assertThat(front.uri().getPath()).isEqualTo("/desk/rules/all");
        assertThat(front.body()).doesNotContain(RULES);
        assertThat(queue.body()).contains("Personne n’attend.").doesNotContain(id);
        assertThat(get("/desk/deadlines").body()).contains("Aucune échéance n’est proche ni dépassée.");
        for (String page : List.of(RULES, RULES + "/experiments", RULES + "/mistakes")) {
            assertThat(get(page).statusCode()).as(page).isEqualTo(403);
        }
        String token = get("/desk/triage").body();
        for (String act : List.of("/drafts", "/rollback", "/experiments", "/mistakes")) {
            Map<String, String> fields =
                    Map.of("title", "x", "version", "1", "rule", "x", "service", "x", "mode", "shadow");
            assertThat(post(RULES + act, token, fields).statusCode()).as(act).isEqualTo(403);
        }
        assertThat(get("/desk/triage/" + id).uri().getPath()).isEqualTo("/desk/triage");
        for (String act : List.of("", "/merge", "/split", "/resolve")) {
            assertThat(post("/desk/triage/" + id + act, token, Map.of("department", "voirie"))
                            .statusCode())
                    .isEqualTo(404);
        }

        open();
        signedIn("operator~valmont");
        assertThat(get("/desk/triage").body()).contains("à confier avant le");
        assertThat(get(RULES).statusCode()).isEqualTo(200);
    }

    @Test
    void whatGoesWrongIsSaidOnAPage() throws Exception {
        signedIn("operator");

        HttpResponse<String> nowhere = get("/desk/nowhere");
        HttpResponse<String> noDraft = get(RULES + "/drafts/none");
        HttpResponse<String> stale = send(form(RULES + "/drafts", "title=x"));
        HttpResponse<String> incomplete = post(RULES + "/drafts", get(RULES).body(), Map.of());

        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(nowhere.body()).contains("<h1>Page introuvable</h1>", "/desk/triage");
        assertThat(noDraft.statusCode()).isEqualTo(404);
        assertThat(noDraft.body()).contains("<h1>Page introuvable</h1>");
        assertThat(stale.statusCode()).isEqualTo(403);
        assertThat(stale.body()).contains("<h1>Votre session a pris fin</h1>");
        assertThat(incomplete.statusCode()).isEqualTo(400);
        assertThat(incomplete.body()).contains("<h1>Demande incomplète</h1>");
        assertThat(send(HttpRequest.newBuilder(address("/api/v1/nowhere")).build())
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void aFormInAnEncodingThatNobodyKnowsIsRefusedAndTheEncodingNamed() throws Exception {
        signedIn("operator");
        HttpRequest foreign = HttpRequest.newBuilder(form(RULES + "/drafts", "title=x"), (name, value) -> true)
                .setHeader("Content-Type", "application/x-www-form-urlencoded; charset=x-klingon")
                .build();

        HttpResponse<String> page = send(HttpRequest.newBuilder(foreign, (name, value) -> true)
                .header("Accept", "text/html")
                .build());
        HttpResponse<String> problem = send(foreign);

        assertThat(page.statusCode()).isEqualTo(415);
        assertThat(page.body()).contains("<h1>Encodage inconnu</h1>", "« x-klingon »", "UTF-8", "Retour au guichet");
        assertThat(problem.statusCode()).isEqualTo(415);
        assertThat(problem.body()).contains("charset_unknown", "« x-klingon »");
    }

    @Test
    void anAgentAnswersTheCasesOfTheirOwnDepartment() throws Exception {
        String id = Requests.newId();
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.aPothole(id))
                        .setTrackingCode("DESK-2345")
                        .setAnswers(List.of(new Answer("depth", List.of("shallow"))))
                        .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        String page = "/desk/cases/" + id;

        HttpResponse<String> own = signedIn("voirie");
        String listed = list(own);
        HttpResponse<String> first = get(page);
        HttpResponse<String> taken = act(page, "acknowledge", first.body(), Map.of());
        HttpResponse<String> again = act(page, "acknowledge", first.body(), Map.of());
        HttpResponse<String> unsaid =
                act(page, "resolve", taken.body(), Map.of("outcome", "planned", "message", "Au printemps"));
        HttpResponse<String> past = act(
                page,
                "resolve",
                unsaid.body(),
                Map.of("outcome", "planned", "message", "Au printemps", "plannedFor", "2021-03-01"));
        HttpResponse<String> resolved =
                act(page, "resolve", past.body(), Map.of("outcome", "fixed", "message", "Rebouché <ce matin>"));

        assertThat(own.uri().getPath()).isEqualTo("/desk/cases");
        assertThat(own.body()).doesNotContain("/desk/rules");
        assertThat(listed).contains("DESK-2345");
        assertThat(first.body())
                .as("the question and the answer in the territory's words")
                .contains("<dt>Quelle est sa profondeur ?</dt>", ">Moins de 3 cm</dd>");
        assertThat(first.body()).contains("Prendre en charge", "Un trou devant le 3", "Confiée à un service");
        assertThat(first.body()).contains("Comment c’est décidé", "Règle « pothole », version ", "service = pothole");
        assertThat(taken.body()).contains("C’est fait", "prise en charge").doesNotContain("Prendre en charge</button>");
        assertThat(again.statusCode()).as("the same form sent twice").isEqualTo(200);
        assertThat(WIRE.read(ROUTING_SERVICE_REQUESTS.name(), id, CaseAcknowledged.class))
                .hasSize(1);
        assertThat(unsaid.body()).contains("role=\"alert\"", "field--error", "Au printemps");
        assertThat(past.body()).contains("role=\"alert\"", "ne peut être ni passée", "value=\"2021-03-01\"");
        assertThat(resolved.body())
                .contains("réparé", "Rebouché &lt;ce matin&gt;")
                .doesNotContain("id=\"acts\"");
        assertThat(list(get("/desk/cases"))).doesNotContain("DESK-2345");
        assertThat(list(get("/desk/cases?show=ended&lang=en"))).contains("DESK-2345", "Ended");

        open();
        signedIn("proprete");
        assertThat(get(page).statusCode()).as("another department").isEqualTo(404);
        open();
        signedIn("operator");
        assertThat(get("/desk/cases").statusCode()).as("no department").isEqualTo(403);
    }

    @Test
    void aPlaceThatComesBackIsShownWithItsRequests() throws Exception {
        String id = "";
        for (String code : List.of("BACK-2341", "BACK-2342", "BACK-2343")) {
            id = Requests.newId();
            WIRE.write(
                    INTAKE_SERVICE_REQUESTS.name(),
                    id,
                    ServiceRequestSubmitted.newBuilder(Requests.aPothole(id))
                            .setTrackingCode(code)
                            .setLocation(new Location(48.8473, 2.3528, "7 rue <Haute>"))
                            .build());
            WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        }

        signedIn("voirie");
        assertThat(get("/desk/cases/" + id).body()).contains("Lieu qui revient", "le même lieu pour la 3ᵉ fois depuis");
        assertThat(get("/desk/places").body())
                .contains("7 rue &lt;Haute&gt;", "BACK-2341", "/desk/cases/" + id, "aria-current=\"true\"");
        open();
        signedIn("operator");
        assertThat(get("/desk/places?lang=en").body())
                .contains("Places that come back", "BACK-2343", "3 times since")
                .doesNotContain("/desk/cases/" + id);

        open();
        signedIn("voirie");
        HttpResponse<String> page = get("/desk/cases/" + id);
        Matcher other = Pattern.compile("name=\"into\" required id=\"into-[^\"]+\" value=\"([^\"]+)\"")
                .matcher(page.body());
        assertThat(other.find()).as(page.body()).isTrue();
        HttpResponse<String> merged = act("/desk/cases/" + id, "merge", page.body(), Map.of("into", other.group(1)));
        assertThat(merged.body())
                .contains("C’est fait", "Cette demande suit une autre", "/desk/cases/" + other.group(1))
                .doesNotContain("id=\"acts\"", "id=\"merge\"");
        assertThat(get("/desk/cases/" + other.group(1)).body()).contains("Demandes jointes", "/desk/cases/" + id);
    }

    @Test
    void whatAMergedRequestsAuthorAddsIsShownWithTheOtherAndMarkedInTheList() throws Exception {
        String leader = pothole("LEAD-2345", 48.8411);
        String follower = pothole("FOLW-2345", 48.8411);
        desk("voirie").post("/api/v1/cases/" + follower + "/merge", "{\"into\": \"" + leader + "\"}");
        signedIn("voirie");
        assertThat(list(get("/desk/cases"))).doesNotContain("précisions d’une demande jointe");

        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                follower,
                DetailsAdded.newBuilder()
                        .setEventId(Requests.newId())
                        .setRequestId(follower)
                        .setJurisdictionId(TERRITORY)
                        .setSequence(2)
                        .setOccurredAt(Requests.now())
                        .setRequesterId(Requests.newId())
                        .setDescription("Il s’agrandit")
                        .setAnswers(List.of())
                        .setAttachments(List.of())
                        .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), follower, InformationReceived.class);

        assertThat(list(get("/desk/cases"))).contains("précisions d’une demande jointe");
        HttpResponse<String> page = get("/desk/cases/" + leader);
        assertThat(page.body()).contains("Précisions ajoutées", "Il s’agrandit");
        act("/desk/cases/" + leader, "acknowledge", page.body(), Map.of());
        assertThat(list(get("/desk/cases")))
                .as("seen by who acts on it")
                .doesNotContain("précisions d’une demande jointe");
    }

    @Test
    void anAgentSplitsARequestBetweenDepartments() throws Exception {
        String id = pothole("LAMP-2345", 48.8401);
        String page = "/desk/cases/" + id;
        signedIn("voirie");
        HttpResponse<String> whole = get(page);

        HttpResponse<String> incomplete = act(
                page,
                "split",
                whole.body(),
                Map.of("department-1", "eclairage", "work-1", "Remplacer <tout>", "department-3", "voirie"));
        HttpResponse<String> own = act(
                page,
                "split",
                incomplete.body(),
                Map.of(
                        "department-1", "eclairage",
                        "work-1", "Remplacer <tout>",
                        "department-3", "voirie",
                        "work-3", "Dégager la chaussée"));

        assertThat(whole.body()).contains("L’affaire de plusieurs services ?", "Partager la demande");
        assertThat(incomplete.statusCode()).isEqualTo(422);
        assertThat(incomplete.body())
                .contains("Dites pour chaque part ce qu’il y a à faire", "Remplacer &lt;tout&gt;", "role=\"alert\"");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.uri().getPath()).startsWith("/desk/cases/").isNotEqualTo(page);
        assertThat(own.body())
                .contains(
                        "C’est fait", "Votre part", "Dégager la chaussée", "Remplacer &lt;tout&gt;", "Éclairage public")
                .doesNotContain("Partager la demande");
        assertThat(list(get("/desk/cases"))).contains("LAMP-2345", "Dégager la chaussée");
        assertThat(get(page).statusCode()).as("nobody has the whole").isEqualTo(404);
        assertThat(get(own.uri().getPath() + "?lang=en").body()).contains("Your part", "The parts of the request");
        open();
        signedIn("eclairage");
        assertThat(list(get("/desk/cases"))).contains("LAMP-2345", "Remplacer &lt;tout&gt;");
    }

    private static String pothole(String code, double latitude) {
        String id = Requests.newId();
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.aPothole(id))
                        .setTrackingCode(code)
                        .setLocation(new Location(latitude, 2.3528, "7 rue Haute"))
                        .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        return id;
    }

    @Test
    void aDateThatPassedIsShownToTheOperator() throws Exception {
        String id = Requests.newId();
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.aPothole(id))
                        .setOccurredAt(Requests.now().minus(90, ChronoUnit.DAYS))
                        .setTrackingCode("LATE-2345")
                        .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, DeadlineMissed.class);
        signedIn("operator");

        assertThat(get("/desk/deadlines").body()).contains("LATE-2345", "Dépassées", "exploitation");
        assertThat(get("/desk/deadlines?lang=en").body()).contains("Missed", "the operator");

        open();
        signedIn("voirie");
        assertThat(list(get("/desk/cases"))).contains("LATE-2345", "signalée à : ");
        assertThat(get("/desk/cases/" + id).body()).contains("<dt>Signalée à</dt>", "exploitation");
    }

    private HttpResponse<String> signedIn(String token) throws IOException, InterruptedException {
        return post("/desk/sign-in", get("/desk/sign-in").body(), Map.of("token", token));
    }

    /** A list from its first page to its last. */
    private String list(HttpResponse<String> first) throws IOException, InterruptedException {
        StringBuilder pages = new StringBuilder(first.body());
        Matcher more = MORE.matcher(first.body());
        while (more.find()) {
            String next = get(more.group(1).replace("&amp;", "&")).body();
            pages.append(next);
            more = MORE.matcher(next);
        }
        return pages.toString();
    }

    /** Sends the form of an act as it stands on a page. */
    private HttpResponse<String> act(String path, String verb, String page, Map<String, String> typed)
            throws IOException, InterruptedException {
        Map<String, String> fields = new HashMap<>(typed);
        for (String hidden : List.of("key", "version")) {
            Matcher value = Pattern.compile("name=\"" + hidden + "\" value=\"([^\"]+)\"")
                    .matcher(page);
            assertThat(value.find()).as(page).isTrue();
            fields.put(hidden, value.group(1));
        }
        return post(path + "/" + verb, page, fields);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address(path))
                .header("Accept-Language", "fr")
                .build());
    }

    private HttpResponse<String> post(String path, String page, Map<String, String> fields)
            throws IOException, InterruptedException {
        Matcher csrf = CSRF.matcher(page);
        assertThat(csrf.find()).as(page).isTrue();
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "_csrf=" + csrf.group(1) + "&", ""));
        return send(form(path, body));
    }

    private HttpRequest form(String path, String body) {
        return HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "fr")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + ownPort + path);
    }
}
