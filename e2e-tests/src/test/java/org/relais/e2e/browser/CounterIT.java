package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import org.junit.jupiter.api.Test;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.system.SystemUnderTest;

/** An agent takes a request on the phone, signed in with their account. */
@BrowserTest
class CounterIT {

    @Test
    void anAgentFilesOnThePhoneAndReadsTheCodeOut(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.atADesk("fr");
        visitor.goes(system.intake().resolve("/counter")).findsThePageInOrder().keepsAPicture("counter-sign-in-desk");
        visitor.follows("Se connecter avec votre compte");
        visitor.page().locator("#username").fill("counter");
        visitor.page().locator("#password").fill("counter");
        visitor.page().locator("button").click();
        assertThat(visitor.path()).isEqualTo("/counter");
        visitor.findsThePageInOrder().keepsAPicture("counter-desk");

        visitor.writes("Ce que dit la personne", "Le lampadaire clignote toute la nuit, dit-elle.")
                .writes("Service", "Nid-de-poule");
        visitor.page().locator("#service").dispatchEvent("change");
        visitor.page().locator("#questions fieldset").first().waitFor();
        visitor.findsThePageInOrder();
        visitor.page().locator("#address").fill("5 rue des Écoles");
        visitor.page().locator("#phone").fill("06 12 34 56 78");
        visitor.presses("Enregistrer");
        if (visitor.path().equals("/counter")) {
            // Others have filed close by in other tests.
            visitor.findsThePageInOrder().keepsAPicture("counter-attention-desk");
            visitor.presses("Non, c’est autre chose");
        }

        assertThat(visitor.path()).startsWith("/counter/done/");
        visitor.findsThePageInOrder().keepsAPicture("counter-done-desk");
        var code = visitor.page().locator(".panel .code").innerText();
        eventually(() ->
                assertThat(new Citizen(system).follow(code).text("/status")).isEqualTo("routed"));
        visitor.hits("Enter");
        visitor.page().waitForURL("**/counter?channel=phone");

        visitor.goes(system.intake().resolve("/counter/reviews"));
        assertThat(visitor.heading()).as("reviewing is for others").isEqualTo("Cette page n’est pas pour vous");
        visitor.findsThePageInOrder();
    }
}
