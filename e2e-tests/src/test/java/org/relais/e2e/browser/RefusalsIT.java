package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.e2e.system.SystemUnderTest;

/** Pages that say no are read by everyone too. */
@BrowserTest
class RefusalsIT {

    private static final int MOST_AN_HOUR = 60;

    @Test
    void anAddressThatIsNoneAndAFormThatIsForeignAreAnsweredByAPageInOrder(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.onTheNarrowestScreen("en");

        visitor.goes(system.intake().resolve("/demande/nowhere"));
        assertThat(visitor.heading()).isEqualTo("Page not found");
        visitor.findsThePageInOrder();

        visitor.goes(system.intake().resolve("/demande/quoi"));
        visitor.page().evaluate("document.getElementsByName('_csrf').forEach((token) => { token.value = 'foreign'; })");
        visitor.writes("What is the matter", "A hole").presses("Continue");
        assertThat(visitor.heading()).isEqualTo("This page has expired");
        visitor.findsThePageInOrder();
    }

    /** On this machine nobody is counted; so they come from elsewhere, as through a proxy. */
    @Test
    void whoeverSendsTooMuchIsAskedForPatienceAndCanSendItLater(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.onTheNarrowestScreen("fr");
        visitor.goes(system.intake().resolve("/demande"));
        visitor.writes("Que se passe-t-il", "Un trou dans la route").presses("Continuer");
        visitor.chooses("Nid-de-poule").presses("Continuer");
        visitor.writes("Où est-ce", "place du Marché").presses("Continuer").passesLookAlikes();
        visitor.presses("Continuer").presses("Continuer");
        visitor.chooses("Je reste anonyme").presses("Continuer");
        visitor.context().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.9"));
        for (int sent = 0; sent < MOST_AN_HOUR; sent++) {
            visitor.page()
                    .request()
                    .post(
                            system.intake().resolve("/demande/envoi").toString(),
                            RequestOptions.create()
                                    .setHeader("Idempotency-Key", "nothing-in-it")
                                    .setForm(FormData.create().set("service", "")));
        }

        visitor.presses("Envoyer ma demande");
        assertThat(visitor.heading()).isEqualTo("Un peu de patience, s’il vous plaît");
        visitor.findsThePageInOrder();

        visitor.context().setExtraHTTPHeaders(Map.of());
        visitor.goes(system.intake().resolve("/demande/verifier")).presses("Envoyer ma demande");
        assertThat(visitor.heading()).isEqualTo("Votre demande est enregistrée");
    }
}
