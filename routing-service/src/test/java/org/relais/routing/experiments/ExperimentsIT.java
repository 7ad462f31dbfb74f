package org.relais.routing.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.DeskBrowser;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules on trial, in shadow and on all requests, and one step back. */
class ExperimentsIT extends RunningService {

    private static final String DRAFTS = "/api/v1/territories/valmont/drafts";
    private static final String EXPERIMENTS = "/api/v1/territories/valmont/experiments";
    private static final String SERVICE = "swimming-pool";
    private static final String OWNER = "sports";
    private static final String LIGHTING = "eclairage";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Trials trials;

    @Autowired
    private Territories territories;

    @Autowired
    private TerritoryEditions editions;

    @Autowired
    private Experiments experiments;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int ownPort;

    @Test
    void inShadowItIsComparedThenItActsAndThenItIsStopped() {
        RestDesk operator = desk("operator");
        String draft = draftThatSendsItToCulture();

        String shadow = started(draft, "shadow", 1);
        assertThat(routed().getDepartment()).isEqualTo(OWNER);
        RestDesk.Reply compared = operator.get(EXPERIMENTS + "/" + shadow);
        assertThat(compared.text("/experiment/status")).isEqualTo("running");
        assertThat(compared.json().at("/sides/0/acted").asBoolean()).isFalse();
        assertThat(compared.json().at("/sides/0/differed").asInt()).isEqualTo(1);
        assertThat(compared.text("/differences/0/onTrial")).isEqualTo("culture");
        RestDesk.Reply second = operator.post(EXPERIMENTS, asked(draft, "share", 50));
        assertThat(second.text("/code")).isEqualTo("experiment_running");
        RestDesk.Reply stopped = operator.post(EXPERIMENTS + "/" + shadow + "/stop", "");
        assertThat(stopped.text("/status")).isEqualTo("stopped");
        assertThat(stopped.text("/stoppedBy")).isEqualTo("operator");
        assertThat(operator.post(EXPERIMENTS + "/" + shadow + "/stop", "").status())
                .isEqualTo(409);

        String share = started(draft, "share", 100);
        ServiceRequestRouted tried = routed();
        assertThat(tried.getDepartment()).isEqualTo("culture");
        assertThat(tried.getReason().getFacts()).containsEntry("experiment", share);
        assertThat(operator.get(EXPERIMENTS + "/" + share)
                        .json()
                        .at("/sides/0/acted")
                        .asBoolean())
                .isTrue();
        operator.post(EXPERIMENTS + "/" + share + "/stop", "");
        trials.refresh();
        assertThat(routed().getDepartment()).isEqualTo(OWNER);

        RestDesk.Reply adopted = operator.post(EXPERIMENTS + "/" + share + "/adopt", "");
        assertThat(adopted.status()).isEqualTo(201);
        assertThat(operator.get(DRAFTS + "/" + adopted.text("/draftId")).text("/rules"))
                .contains("trial-row");
    }

    @Test
    void aTableThatWasTriedUndoesNothingThatWasPublishedSince() {
        RestDesk operator = desk("operator");
        long before = version();
        String experiment = started(draftThatSendsItToCulture(), "shadow", 1);
        operator.post(EXPERIMENTS + "/" + experiment + "/stop", "");
        String other = draftWith("published-since", "library", "sports", "sms");
        assertThat(operator.post(DRAFTS + "/" + other + "/publish", "{}").status())
                .isEqualTo(200);

        RestDesk.Reply adopted = operator.post(EXPERIMENTS + "/" + experiment + "/adopt", "");
        String draft = DRAFTS + "/" + adopted.text("/draftId");
        RestDesk.Reply refused = operator.post(draft + "/publish", "{}");
        RestDesk.Reply meanwhile = operator.get(draft + "/meanwhile");
        RestDesk.Reply tooEarly = operator.post(draft + "/renewal", "{\"version\": " + before + "}");
        RestDesk.Reply renewed = operator.post(draft + "/renewal", "{\"version\": " + version() + "}");

        assertThat(adopted.status()).isEqualTo(201);
        assertThat(adopted.json().at("/outdated").asBoolean()).isTrue();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("draft_outdated");
        assertThat(operator.get("/api/v1/territories/valmont/rules.csv").body()).contains("published-since");
        assertThat(meanwhile.json().at("/version").asLong()).isEqualTo(version());
        assertThat(meanwhile.text("/rows/0/ruleId")).isEqualTo("published-since");
        assertThat(meanwhile.text("/rows/0/change")).isEqualTo("added");
        assertThat(tooEarly.text("/code")).isEqualTo("draft_outdated");
        assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
        assertThat(renewed.json().at("/basedOn").asLong()).isEqualTo(version());
        assertThat(operator.get(draft + "/rules.csv").body())
                .contains("trial-row")
                .doesNotContain("published-since");
        operator.delete(draft);
        goBackTo(before);
    }

    @Test
    void ofTwoThatAreStartedAtOnceOneIsAdded() {
        Instant from = Requests.now().plus(Duration.ofDays(400));
        List<Experiment> both = List.of(threshold(from), threshold(from.plus(Duration.ofDays(1))));
        List<CompletableFuture<Boolean>> added = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            transaction.executeWithoutResult(status -> {
                jdbc.execute("lock table routing_experiment in share row exclusive mode");
                both.forEach(each -> added.add(CompletableFuture.supplyAsync(() -> experiments.add(each), threads)));
                Awaitility.await()
                        .untilAsserted(
                                () -> assertThat(whoWait()).as("both under way").isGreaterThanOrEqualTo(2));
            });
            assertThat(added.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        } finally {
            both.forEach(each -> experiments.stop(each.id(), "operator", Requests.now()));
        }
    }

    @Test
    void whatCameToItsEndIsStoppedNoMore() {
        Experiment over = threshold(Requests.now().minus(Duration.ofDays(10)));
        assertThat(experiments.add(over)).isTrue();

        RestDesk.Reply stopped = desk("operator").post(EXPERIMENTS + "/" + over.id() + "/stop", "");

        assertProblem(stopped, 409, "experiment_ended");
        assertThat(desk("operator").get(EXPERIMENTS + "/" + over.id()).text("/experiment/status"))
                .isEqualTo("ended");
    }

    /** Connections to this database that wait for another one. */
    private int whoWait() {
        return jdbc.queryForList(
                        "select distinct pid from pg_locks where not granted and pid in"
                                + " (select pid from pg_stat_activity where datname = current_database())",
                        Integer.class)
                .size();
    }

    private Experiment threshold(Instant from) {
        return new Experiment(
                UUID.randomUUID(),
                TERRITORY,
                version(),
                "Seuil",
                "Moins d’erreurs",
                null,
                new BigDecimal("0.80"),
                Experiment.Mode.SHADOW,
                100,
                from,
                from.plus(Duration.ofDays(7)),
                null,
                null,
                "operator",
                Requests.now());
    }

    @Test
    void onlyAnOpenDraftOfTheVersionInForceIsTried() {
        RestDesk operator = desk("operator");
        long before = version();
        String discarded = draftThatSendsItToCulture();
        operator.delete(DRAFTS + "/" + discarded);
        String outdated = draftThatSendsItToCulture();
        String other = draftWith("published-since", "library", "sports", "sms");
        operator.post(DRAFTS + "/" + other + "/publish", "{}");

        assertThat(operator.post(EXPERIMENTS, asked(discarded, "shadow", 1)).text("/code"))
                .isEqualTo("draft_closed");
        assertThat(operator.post(EXPERIMENTS, asked(outdated, "shadow", 1)).text("/code"))
                .isEqualTo("draft_outdated");
        goBackTo(before);
    }

    @Test
    void rulesThatNameADepartmentThatIsGoneRestUntilItIsBack() throws Exception {
        RestDesk operator = desk("operator");
        long before = version();
        long withTrials = withADepartmentMore();
        String share = started(draftWith("trial-row", SERVICE, "essais", "web|api"), "share", 100);
        assertThat(routed().getDepartment()).isEqualTo("essais");

        goBackTo(before);
        trials.refresh();
        assertThat(routed().getDepartment()).isEqualTo(OWNER);
        RestDesk.Reply resting = operator.get(EXPERIMENTS + "/" + share);
        assertThat(resting.text("/experiment/status")).isEqualTo("resting");
        assertThat(resting.text("/objections/0/code")).isEqualTo("rule.department");
        assertThat(DeskBrowser.signedIn(ownPort, "operator")
                        .get("/desk/rules/valmont/experiments")
                        .body())
                .contains("au repos", "Ces règles ne décident rien pour l’instant", "essais");

        goBackTo(withTrials);
        trials.refresh();
        assertThat(operator.get(EXPERIMENTS + "/" + share).text("/experiment/status"))
                .isEqualTo("running");
        assertThat(routed().getDepartment()).isEqualTo("essais");
        operator.post(EXPERIMENTS + "/" + share + "/stop", "");
        trials.refresh();
        goBackTo(before);
    }

    @Test
    void whichSideWasRightIsCountedByWhereRequestsEnd() throws Exception {
        RestDesk operator = desk("operator");
        String shadow = started(draftThatSendsItToCulture(), "shadow", 1);
        String given = routed().getRequestId();
        String kept = routed().getRequestId();
        String third = routed().getRequestId();
        routed();
        RestDesk owner = desk(OWNER);
        String nobodys = routed().getRequestId();
        assertThat(owner.post(
                                "/api/v1/cases/" + nobodys + "/resolve",
                                "{\"outcome\": \"not_ours\", \"message\": \"C’est privé\", \"responsible\": \"Le"
                                        + " club\"}")
                        .status())
                .isEqualTo(200);
        assertThat(owner.post(
                                "/api/v1/cases/" + given + "/transfer",
                                "{\"toDepartment\": \"culture\", \"reason\": \"C’est à eux\"}")
                        .status())
                .isEqualTo(200);
        assertThat(owner.post("/api/v1/cases/" + kept + "/acknowledge", "{}").status())
                .isEqualTo(200);
        assertThat(owner.post(
                                "/api/v1/cases/" + third + "/transfer",
                                "{\"toDepartment\": \"ecoles\", \"reason\": \"C’est à eux\"}")
                        .status())
                .isEqualTo(200);

        JsonNode verdict = operator.get(EXPERIMENTS + "/" + shadow).json().at("/verdict");

        assertThat(verdict.at("/onTrial").asInt()).isEqualTo(1);
        assertThat(verdict.at("/inForce").asInt()).isEqualTo(1);
        assertThat(verdict.at("/neither").asInt()).isEqualTo(1);
        assertThat(verdict.at("/open").asInt()).isEqualTo(1);
        DeskBrowser browser = DeskBrowser.signedIn(ownPort, "operator");
        HttpResponse<String> page = browser.get("/desk/rules/valmont/experiments");
        assertThat(page.body()).contains("Là où les deux diffèrent, qui avait raison");
        browser.post("/desk/rules/valmont/experiments/" + shadow + "/stop", page, Map.of());
        HttpResponse<String> adopted =
                browser.post("/desk/rules/valmont/experiments/" + shadow + "/adopt", page, Map.of());
        assertThat(adopted.uri().getPath()).startsWith("/desk/rules/valmont/drafts/");
        assertThat(adopted.body()).contains("trial-row");
        assertThat(browser.get("/desk/rules/valmont/experiments").body()).contains("Arrêté le", "par operator");
        trials.refresh();
    }

    @Test
    void whatAnExperimentDecidedIsNoMistakeOfTheRulesInForce() {
        RestDesk operator = desk("operator");
        String share = started(draftThatSendsItToCulture(), "share", 100);
        ServiceRequestRouted tried = routed();
        assertThat(tried.getReason().getRuleId()).isEqualTo("trial-row");
        assertThat(desk("culture")
                        .post(
                                "/api/v1/cases/" + tried.getRequestId() + "/transfer",
                                "{\"toDepartment\": \"sports\", \"reason\": \"C’est à eux\"}")
                        .status())
                .isEqualTo(200);

        assertThat(operator.get(EXPERIMENTS + "/" + share)
                        .json()
                        .at("/sides/0/wrong")
                        .asInt())
                .isEqualTo(1);
        assertThat(desk("sports")
                        .post(
                                "/api/v1/cases/" + tried.getRequestId() + "/resolve",
                                "{\"outcome\": \"not_ours\", \"message\": \"C’est privé\", \"responsible\": \"Le"
                                        + " club\"}")
                        .status())
                .isEqualTo(200);
        assertThat(operator.get(EXPERIMENTS + "/" + share)
                        .json()
                        .at("/sides/0/wrong")
                        .asInt())
                .as("nobody was right or wrong about what is nobody’s here")
                .isZero();
        assertThat(operator.get("/api/v1/territories/valmont/misroutes").body()).doesNotContain("trial-row");
        operator.post(EXPERIMENTS + "/" + share + "/stop", "");
        trials.refresh();
    }

    private long withADepartmentMore() {
        TerritoryEditions.Edition edition = editions.inForce(TERRITORY).orElseThrow();
        Map<String, String> files = new HashMap<>(edition.files());
        files.computeIfPresent("departments.yaml", (name, text) -> text.replace("  - code: sports", """
              - code: essais
                name: { fr: "Essais", en: "Trials" }
                description: { fr: "Essais.", en: "Trials." }
                contact: { address: "1 rue", email: essais@valmont.example, phone: "+33 1 99 00 10 99" }
              - code: sports\
            """));
        TerritoryEditions.Result result = editions.publish(TERRITORY, files, edition.version(), "operator", "essais");
        assertThat(result).isInstanceOf(TerritoryEditions.Result.Published.class);
        return version();
    }

    private long version() {
        return territories.current(TERRITORY).orElseThrow().version();
    }

    private void goBackTo(long version) {
        assertThat(editions.rollBack(TERRITORY, version, "admin"))
                .isInstanceOf(TerritoryEditions.Result.Published.class);
    }

    /** The territory's own words are enough here: they suggest lighting, by far not as clearly as the territory wants. */
    @Test
    void aThresholdIsTriedInShadowThenItActsThenItIsStoppedThenAdoptedAndTakenBack() {
        RestDesk operator = desk("operator");
        assertThat(deferred().getCode()).isEqualTo("service_missing");

        String shadow = startedThreshold("shadow", 1);
        deferred();
        RestDesk.Reply compared = operator.get(EXPERIMENTS + "/" + shadow);
        assertThat(compared.json().at("/experiment/routeAt").decimalValue()).isEqualByComparingTo("0.05");
        assertThat(compared.json().at("/sides/0/differed").asInt()).isEqualTo(1);
        assertThat(compared.json().at("/sides/0/deferred").asInt()).isEqualTo(1);
        assertThat(compared.text("/differences/0/inForce")).isEmpty();
        assertThat(compared.text("/differences/0/onTrial")).isEqualTo(LIGHTING);
        operator.post(EXPERIMENTS + "/" + shadow + "/stop", "");

        String share = startedThreshold("share", 100);
        ServiceRequestRouted tried = routed(inWords());
        assertThat(tried.getDepartment()).isEqualTo(LIGHTING);
        assertThat(tried.getReason().getCode()).isEqualTo("words_suggest");
        assertThat(tried.getReason().getFacts()).containsEntry("experiment", share);
        operator.post(EXPERIMENTS + "/" + share + "/stop", "");

        String later = startedThreshold("share", 100);
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                tried.getRequestId(),
                DetailsAdded.newBuilder()
                        .setEventId(Requests.newId())
                        .setRequestId(tried.getRequestId())
                        .setJurisdictionId(TERRITORY)
                        .setSequence(2)
                        .setOccurredAt(Requests.now())
                        .setServiceCode("lamps-of-old")
                        .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), tried.getRequestId(), InformationReceived.class);
        assertThat(operator.get(EXPERIMENTS + "/" + later).json().at("/sides"))
                .as("what was asked of it moved nothing")
                .isEmpty();
        operator.post(EXPERIMENTS + "/" + later + "/stop", "");
        trials.refresh();
        deferred();

        long before = territories.current(TERRITORY).orElseThrow().version();
        RestDesk.Reply adopted = operator.post(EXPERIMENTS + "/" + share + "/adopt", "");
        assertThat(adopted.status()).as(adopted.body()).isEqualTo(200);
        assertThat(adopted.json().at("/version").asLong()).isEqualTo(before + 1);
        awaitThreshold(0.05);
        assertThat(routed(inWords()).getReason().getFacts()).doesNotContainKey("experiment");
        assertThat(operator.post(EXPERIMENTS + "/" + share + "/adopt", "").status())
                .isEqualTo(409);

        assertThat(desk("admin")
                        .post("/api/v1/territories/valmont/rollback", "{\"version\": " + before + "}")
                        .status())
                .isEqualTo(200);
        awaitThreshold(0.9);
        deferred();
    }

    @Test
    void aThresholdThatMeansNothingIsRefused() {
        RestDesk operator = desk("operator");
        String draft = draftThatSendsItToCulture();

        assertThat(refused("{\"routeAt\": 1.2}")).isEqualTo("threshold_out_of_range");
        assertThat(refused("{\"routeAt\": 0}")).isEqualTo("threshold_out_of_range");
        assertThat(refused("{\"routeAt\": 0.855}")).isEqualTo("threshold_out_of_range");
        assertThat(refused("{\"routeAt\": 0.90}")).isEqualTo("threshold_in_force");
        assertThat(refused("{\"routeAt\": 0.8, \"draftId\": \"" + draft + "\"}"))
                .isEqualTo("draft_or_threshold");
        assertThat(operator.post(EXPERIMENTS, "{\"routeAt\": 0.8}").text("/errors/0/pointer"))
                .isEqualTo("/title");
    }

    @Test
    void whatNoDatabaseKeepsIsRefusedByItsField() {
        Map<String, Object> whole = new HashMap<>(Map.of(
                "routeAt",
                0.8,
                "title",
                "Seuil",
                "hypothesis",
                "Moins d’attente",
                "mode",
                "shadow",
                "endsAt",
                Requests.now().plus(Duration.ofDays(7)).toString()));

        Map.of(
                        "title", "a\0b",
                        "hypothesis", "\0",
                        "endsAt", "+999999-12-31T00:00:00Z")
                .forEach((field, value) -> {
                    Map<String, Object> wrong = new HashMap<>(whole);
                    wrong.put(field, value);
                    assertThat(refusedField(desk("operator").post(EXPERIMENTS, JSON.writeValueAsString(wrong))))
                            .isEqualTo("/" + field + (field.equals("endsAt") ? " end_too_far" : " null_character"));
                });
    }

    private String refused(String wanted) {
        RestDesk.Reply reply = desk("operator").post(EXPERIMENTS, wanted);
        assertThat(reply.text("/errors/0/pointer")).isEqualTo("/routeAt");
        return reply.text("/errors/0/code");
    }

    private String startedThreshold(String mode, int percent) {
        RestDesk.Reply reply = desk("operator")
                .post(
                        EXPERIMENTS,
                        JSON.writeValueAsString(Map.of(
                                "routeAt",
                                0.05,
                                "title",
                                "Seuil",
                                "hypothesis",
                                "Moins d’attente sans plus de renvois",
                                "mode",
                                mode,
                                "percent",
                                percent,
                                "endsAt",
                                Requests.now().plus(Duration.ofDays(7)).toString())));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        trials.refresh();
        return reply.text("/id");
    }

    private void awaitThreshold(double routeAt) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(territories
                                .current(TERRITORY)
                                .orElseThrow()
                                .suggestion()
                                .routeAt())
                        .isEqualTo(routeAt));
    }

    private static DecisionReason deferred() {
        ServiceRequestSubmitted request = inWords();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), request.getRequestId(), request);
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), request.getRequestId(), RoutingDeferred.class)
                .getReason();
    }

    private static ServiceRequestSubmitted inWords() {
        return ServiceRequestSubmitted.newBuilder(Requests.ofService("", Requests.newId()))
                .setDescription("Lampadaire éteint")
                .build();
    }

    @Test
    void whatIsMissingIsNamed() {
        RestDesk operator = desk("operator");
        String draft = draftThatSendsItToCulture();

        assertThat(desk("voirie").get(EXPERIMENTS).status()).isEqualTo(403);
        assertThat(operator.post(EXPERIMENTS, "{}").text("/errors/0/pointer")).isEqualTo("/draftId");
        assertThat(operator.post(EXPERIMENTS, asked(draft, "sometimes", 5)).text("/errors/0/pointer"))
                .isEqualTo("/mode");
        assertThat(operator.post(EXPERIMENTS, asked(draft, "share", 0)).text("/errors/0/pointer"))
                .isEqualTo("/percent");
        assertThat(operator.get(EXPERIMENTS + "/none").status()).isEqualTo(404);
    }

    private String started(String draft, String mode, int percent) {
        RestDesk.Reply reply = desk("operator").post(EXPERIMENTS, asked(draft, mode, percent));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        trials.refresh();
        return reply.text("/id");
    }

    private static String asked(String draft, String mode, int percent) {
        return JSON.writeValueAsString(Map.of(
                "draftId",
                draft,
                "title",
                "Culture",
                "hypothesis",
                "La culture répond plus vite",
                "mode",
                mode,
                "percent",
                percent,
                "endsAt",
                Requests.now().plus(Duration.ofDays(7)).toString()));
    }

    private String draftThatSendsItToCulture() {
        return draftWith("trial-row", SERVICE, "culture", "web|api");
    }

    private String draftWith(String rule, String service, String department, String channels) {
        RestDesk operator = desk("operator");
        String id = operator.post(DRAFTS, "{\"title\": \"Culture\"}").text("/id");
        String rules = operator.get(DRAFTS + "/" + id).json().at("/rules").asString();
        String header = rules.lines().findFirst().orElseThrow();
        StringBuilder row = new StringBuilder();
        for (String column : header.split(",", -1)) {
            row.append(row.isEmpty() ? "" : ",")
                    .append(
                            switch (column) {
                                case "id" -> rule;
                                case "service" -> service;
                                case "channel" -> channels;
                                case "department" -> department;
                                case "workingDays" -> "3";
                                default -> column.startsWith("reason.") ? "Essai" : "";
                            });
        }
        operator.put(
                DRAFTS + "/" + id,
                JSON.writeValueAsString(Map.of("rules", rules.replaceFirst("\n", "\n" + row + "\n"))));
        return id;
    }

    private static ServiceRequestRouted routed() {
        return routed(Requests.ofService(SERVICE, Requests.newId()));
    }

    private static ServiceRequestRouted routed(ServiceRequestSubmitted request) {
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), request.getRequestId(), request);
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), request.getRequestId(), ServiceRequestRouted.class);
    }
}
