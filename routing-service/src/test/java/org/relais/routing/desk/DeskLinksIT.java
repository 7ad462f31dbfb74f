package org.relais.routing.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.routing.DeskBrowser;
import org.relais.routing.Requests;
import org.relais.routing.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A page that answers a form leads to the other languages by the address the form was sent to. */
class DeskLinksIT extends RunningService {

    private static final Pattern ENGLISH = Pattern.compile("href=\"(/desk/[^\"]*lang=en)\"");
    private static final String RULES = "/desk/rules/valmont";

    @LocalServerPort
    private int ownPort;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void whateverAFormIsSentToCanBeAskedForToo() {
        Set<String> sent = new HashSet<>();
        Set<String> asked = new HashSet<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/desk"))
                        .map(path -> path.replaceAll("\\{[^}]+}", "{}"))
                        .forEach(path -> {
                            Set<RequestMethod> methods =
                                    mapping.getMethodsCondition().getMethods();
                            if (methods.isEmpty() || methods.contains(RequestMethod.POST)) {
                                sent.add(path);
                            }
                            if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                                asked.add(path);
                            }
                        }));

        assertThat(sent).hasSizeGreaterThan(10);
        assertThat(asked).containsAll(sent);
    }

    @Test
    void thePageThatAnswersAFormIsThereInEnglish() throws Exception {
        DeskBrowser browser = DeskBrowser.signedIn(ownPort, "operator");
        HttpResponse<String> front = browser.get(RULES);
        HttpResponse<String> untitled = browser.post(RULES + "/drafts", front, Map.of("title", " "));
        assertThat(inEnglish(browser, untitled).body()).contains("New draft");

        HttpResponse<String> draft = browser.post(RULES + "/drafts", front, Map.of("title", "Langues"));
        String path = draft.uri().getPath();
        HttpResponse<String> simulated = browser.post(path + "/simulation", draft, Map.of());
        assertThat(simulated.body()).contains("Demandes par service");
        assertThat(inEnglish(browser, simulated).body()).contains("Requests by department");
        HttpResponse<String> stale = browser.post(path + "/publish", draft, Map.of("revision", "7"));
        assertThat(stale.body()).contains("Quelqu’un a modifié ce brouillon");
        assertThat(inEnglish(browser, stale).body()).contains("Checks");

        String waiting = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), waiting, Requests.ofService("other", waiting));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), waiting, RoutingDeferred.class);
        HttpResponse<String> undecided = browser.post("/desk/triage/" + waiting, draft, Map.of());
        assertThat(undecided.body()).contains("role=\"alert\"");
        assertThat(inEnglish(browser, undecided).uri().getPath()).isEqualTo("/desk/triage/" + waiting);
        browser.post(path + "/discard", draft, Map.of());
    }

    /** Follows the page's own link, then goes back to French. */
    private static HttpResponse<String> inEnglish(DeskBrowser browser, HttpResponse<String> page)
            throws IOException, InterruptedException {
        Matcher link = ENGLISH.matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        HttpResponse<String> english = browser.get(link.group(1));
        assertThat(english.statusCode()).isEqualTo(200);
        assertThat(english.body()).contains("lang=\"en\"");
        browser.get("/desk/triage?lang=fr");
        return english;
    }
}
