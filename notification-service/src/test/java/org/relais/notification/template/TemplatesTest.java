package org.relais.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.relais.notification.planning.MessageKind;
import tools.jackson.databind.json.JsonMapper;

/** Golden files stand in {@code src/test/resources/golden}; {@code -Drelais.golden.approve=true} writes them anew. */
class TemplatesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Templates TEMPLATES = new Templates(new JsonMapper());

    @Test
    void hasATemplateForEveryKindOfMessage() {
        assertThat(TEMPLATES.names())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MessageKind.values())
                        .map(MessageKind::template)
                        .toList());
    }

    @ParameterizedTest(name = "{0} v{1} {2}")
    @MethodSource("everyTemplate")
    void rendersAsApproved(String name, int version, String language) throws IOException {
        RenderedMail mail = TEMPLATES.render(name, version, language, Samples.in(language));

        approve(name + ".v" + version + "." + language + ".txt", "Subject: " + mail.subject() + "\n\n" + mail.text());
        approve(name + ".v" + version + "." + language + ".html", mail.html());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyText")
    void putsEveryKindOfMessageIntoATextAsApproved(String name, String language) throws IOException {
        int version = TEMPLATES.currentVersion(name);

        String text = TEMPLATES.renderText(name, version, language, Samples.in(language));

        approve(name + ".v" + version + "." + language + ".sms", text + "\n");
        assertThat(text)
                .as("a page to follow it, or their own")
                .contains("K7QF-29MD")
                .containsAnyOf("http://localhost:8080/requests/K7QF-29MD", "/suivi/K7QF-29MD/cle/");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyText")
    void putsItIntoATextWithoutWhatIsOptional(String name, String language) {
        int version = TEMPLATES.currentVersion(name);

        String text = TEMPLATES.renderText(name, version, language, requiredAlone(name, version, language));

        assertThat(text).doesNotContain("null", "${", "[#", "[/]", "[(", "  ", "()");
    }

    @Test
    void namesNoDepartmentWhereSeveralAnswerTogether() {
        Map<String, String> together = Samples.in("fr");
        together.keySet().removeIf(name -> name.startsWith("department"));

        RenderedMail outcome = TEMPLATES.render("outcome", TEMPLATES.currentVersion("outcome"), "fr", together);
        RenderedMail contested = TEMPLATES.render("contested", TEMPLATES.currentVersion("contested"), "fr", together);

        assertThat(outcome.text()).contains("Ce que disent les services").doesNotContain("Joindre le service", "null");
        assertThat(outcome.html())
                .contains("Chaque service précise, pour sa part")
                .doesNotContain("Joindre le service");
        assertThat(contested.text()).doesNotContain("Joindre le service", "null");
    }

    @Test
    void saysByWhenAPersonChoosesWhoAnswers() {
        Map<String, String> undecided = Samples.in("fr");
        undecided.keySet().removeAll(List.of("elsewhere", "expectedOn", "departmentName"));

        RenderedMail receipt = TEMPLATES.render("receipt", TEMPLATES.currentVersion("receipt"), "fr", undecided);
        RenderedMail deferred = TEMPLATES.render("deferred", TEMPLATES.currentVersion("deferred"), "fr", undecided);

        RenderedMail joined = TEMPLATES.render("joined", TEMPLATES.currentVersion("joined"), "fr", undecided);

        for (RenderedMail mail : List.of(receipt, deferred, joined)) {
            assertThat(mail.text()).contains("au plus tard le mardi 24 novembre 2026");
            assertThat(mail.html()).contains("au plus tard le mardi 24 novembre 2026");
        }
        assertThat(TEMPLATES.renderText("joined", TEMPLATES.currentVersion("joined"), "fr", undecided))
                .contains("Service choisi au plus tard le mardi 24 novembre 2026.");
        assertThat(TEMPLATES.renderText("deferred", TEMPLATES.currentVersion("deferred"), "fr", undecided))
                .contains("Service choisi au plus tard le mardi 24 novembre 2026.");
    }

    @Test
    void saysOfAnOutcomeThatAnAgentGaveIt() {
        Map<String, String> inTriage = Samples.in("fr");
        inTriage.keySet().removeIf(name -> name.startsWith("department"));
        inTriage.put("byAgent", "yes");

        RenderedMail outcome = TEMPLATES.render("outcome", TEMPLATES.currentVersion("outcome"), "fr", inTriage);

        for (String part : List.of(outcome.text(), outcome.html())) {
            assertThat(part)
                    .contains("Un agent a examiné votre demande", "un agent examinera de nouveau")
                    .doesNotContain("les services", "le service examinera", "Chaque service", "Joindre le service");
        }
    }

    @Test
    void asksForAnAnswerToTheMessageOnlyWhereThatIsTakenForOne() {
        Map<String, String> elsewhere = Samples.in("fr");
        elsewhere.remove("answeredByReply");

        assertThat(TEMPLATES.renderText("question", TEMPLATES.currentVersion("question"), "fr", elsewhere))
                .contains("\" Répondez ici :");
    }

    @Test
    void saysOfALinkThatItIsThePersonsOnlyWhereItIs() {
        Map<String, String> anybodys = Samples.in("fr");
        anybodys.remove("shareUrl");

        RenderedMail outcome = TEMPLATES.render("outcome", TEMPLATES.currentVersion("outcome"), "fr", anybodys);

        assertThat(outcome.text()).doesNotContain("Ce lien n’est qu’à vous");
        assertThat(outcome.html()).doesNotContain("Ce lien n’est qu’à vous");
    }

    @Test
    void saysOfARequestThatIsOverThatAnAnswerOpensAnother() {
        Map<String, String> over = Samples.in("en");
        over.put("answerable", "anew");

        RenderedMail outcome = TEMPLATES.render("outcome", TEMPLATES.currentVersion("outcome"), "en", over);

        for (String part : List.of(outcome.text(), outcome.html())) {
            assertThat(part)
                    .contains("A reply to it would open another request. To reach us otherwise")
                    .doesNotContain("will join your request", "please do not reply");
        }
    }

    @Test
    void cutsLongWordsInATextAtAWordAndKeepsThemWithinTheirQuotation() {
        Map<String, String> talkative = Samples.in("fr");
        talkative.put("message", "Un mot \"et\"\nun autre ".repeat(20));

        String text = TEMPLATES.renderText("question", TEMPLATES.currentVersion("question"), "fr", talkative);

        assertThat(text)
                .contains("\"Un mot 'et' un autre Un mot", "...\" Répondez à ce message, ou ici")
                .hasSizeLessThan(306);
    }

    static Stream<Arguments> everyText() {
        return TEMPLATES.names().stream()
                .filter(name -> !MessageKind.ofTemplate(name).isForAnOffice())
                .flatMap(name -> TEMPLATES.languages().stream().map(language -> Arguments.of(name, language)));
    }

    @ParameterizedTest(name = "{0} v{1} {2}")
    @MethodSource("everyTemplate")
    void rendersWithoutWhatIsOptional(String name, int version, String language) {
        RenderedMail mail = TEMPLATES.render(name, version, language, requiredAlone(name, version, language));

        assertThat(mail.subject() + mail.text() + mail.html()).doesNotContain("null", "${", " th:", "<th:", "[(", "[[");
    }

    @ParameterizedTest(name = "{0} v{1} {2}")
    @MethodSource("everyTemplate")
    void showsTheTrackingCodeInBothParts(String name, int version, String language) {
        RenderedMail mail = TEMPLATES.render(name, version, language, Samples.in(language));

        assertThat(mail.text()).contains("K7QF-29MD");
        assertThat(mail.html()).contains("K7QF-29MD").contains("<html lang=\"" + language + "\">");
    }

    @Test
    void refusesToLeaveARequiredVariableBlank() {
        Map<String, String> incomplete = Samples.in("fr");
        incomplete.remove("filedOn");

        assertThatThrownBy(() -> TEMPLATES.render("receipt", 1, "fr", incomplete))
                .isInstanceOf(MissingVariable.class)
                .hasMessageContaining("filedOn");
    }

    @Test
    void escapesWhatADepartmentWrites() {
        Map<String, String> hostile = Samples.in("fr");
        hostile.put("message", "<script>alert(1)</script>\n\nSuivre votre demande\n----");

        RenderedMail mail = TEMPLATES.render("progress", 1, "fr", hostile);

        assertThat(mail.html()).doesNotContain("<script>").contains("&lt;script&gt;");
        assertThat(mail.text()).contains("> <script>alert(1)</script>").contains("> Suivre votre demande\n> ----");
    }

    @Test
    void keepsASubjectOnOneLine() {
        Map<String, String> hostile = Samples.in("fr");
        hostile.put("departmentName", "Voirie\r\nBcc: everybody@ville.example");

        RenderedMail mail = TEMPLATES.render("routed", 1, "fr", hostile);

        assertThat(mail.subject()).doesNotContain("\r", "\n");
    }

    @Test
    void writesToPeopleInTheNearestLanguage() {
        assertThat(TEMPLATES.nearestLanguage("en-GB")).isEqualTo("en");
        assertThat(TEMPLATES.nearestLanguage("fr")).isEqualTo("fr");
        assertThat(TEMPLATES.nearestLanguage("de")).isEqualTo("fr");
    }

    static Stream<Arguments> everyTemplate() {
        return TEMPLATES.names().stream()
                .flatMap(name -> TEMPLATES.versions(name).stream()
                        .flatMap(version ->
                                TEMPLATES.languages().stream().map(language -> Arguments.of(name, version, language))));
    }

    private static Map<String, String> requiredAlone(String name, int version, String language) {
        Map<String, String> variables = new HashMap<>(Samples.in(language));
        variables.keySet().removeIf(variable -> TEMPLATES.optional(name, version, variable));
        return variables;
    }

    private static void approve(String name, String content) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("relais.golden.approve")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, content);
        }
        assertThat(content).isEqualTo(Files.readString(file));
    }
}
