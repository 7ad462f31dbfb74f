package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.system.SystemUnderTest;

/** Somebody who looks after the platform looks at what a pattern found in public texts, one text after the other. */
@BrowserTest
class ReviewIT {

    private static final String LIST = "/counter/reviews";

    @Test
    void anAgentAtADeskReviewsOneTextAfterTheOtherByTheKeyboard(SystemUnderTest system, Visitors visitors) {
        String first = filed(system, "Chez M. Sarcelle, au 06 12 34 56 78, la grille reste ouverte la nuit.");
        String second = filed(system, "Mon voisin M. Courlis boit, et crie sur les enfants.");
        var visitor = signedIn(system, visitors.atADesk("fr"), "Se connecter avec votre compte");
        visitor.follows("Textes à relire").findsThePageInOrder().keepsAPicture("reviews-desk");
        assertThat(visitor.text()).contains("[téléphone masqué]").doesNotContain("Sarcelle", "06 12 34 56 78");

        opens(visitor, first);
        assertThat(visitor.text())
                .contains("Sarcelle (peut-être un nom)", "06 12 34 56 78 (téléphone)")
                .contains("Publier avec ce qui n’est pas un nom");
        visitor.findsThePageInOrder().keepsAPicture("review-desk").enters();

        assertThat(visitor.text()).contains("Publié sans ce qui est marqué.").contains("Courlis");
        assertThat(view(system, first)).contains("M. [nom masqué], au [téléphone masqué]");
        visitor.findsThePageInOrder()
                .tabsTo("quelqu’un d’autre peut y être reconnu")
                .hits("ArrowDown")
                .tabsTo("Ne rien publier")
                .enters();
        assertThat(visitor.text()).contains("Rien n’en est publié.");
        assertThat(view(system, second)).contains("withheld").doesNotContain("voisin");
        visitor.findsThePageInOrder()
                .follows("Revenir sur cette décision")
                .findsThePageInOrder()
                .keepsAPicture("review-decided-desk");
        assertThat(visitor.text()).contains("Décidé par operator");
        assertThat(visitor.page().locator("#reason-accusation").isChecked()).isTrue();
    }

    @Test
    void anAgentAtAPhoneIsAskedWhyInEnglish(SystemUnderTest system, Visitors visitors) {
        String code = filed(system, "Voyez Mme Bihoreau, elle a tout vu.");
        var visitor = signedIn(system, visitors.atAPhone("en"), "Sign in with your account");
        visitor.follows("Texts to review").findsThePageInOrder();
        opens(visitor, code);
        visitor.findsThePageInOrder().keepsAPicture("review-phone").presses("Publish nothing");

        assertThat(visitor.page().title()).startsWith("Error:");
        assertThat(visitor.text()).contains("Say why nothing is published");
        visitor.findsThePageInOrder()
                .chooses("it is about private life or health")
                .presses("Publish nothing");
        assertThat(visitor.text()).contains("Nothing of it is published.");
        visitor.findsThePageInOrder();
        assertThat(view(system, code)).doesNotContain("tout vu");
    }

    @Test
    void itWorksWithoutScripts(SystemUnderTest system, Visitors visitors) {
        String code = filed(system, "Demandez à M. Barge, du quai.");
        var visitor = signedIn(system, visitors.atAPhoneWithoutScripts("fr"), "Se connecter avec votre compte");
        visitor.follows("Textes à relire");
        opens(visitor, code);
        visitor.presses("Publier avec ce qui n’est pas un nom");

        assertThat(visitor.text()).contains("Publié avec ce qui n’est pas un nom.");
        assertThat(view(system, code)).contains("M. Barge");
    }

    private static void opens(Visitor visitor, String code) {
        visitor.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(code))
                .click();
        assertThat(visitor.path()).startsWith(LIST + "/");
    }

    private static Visitor signedIn(SystemUnderTest system, Visitor visitor, String link) {
        visitor.goes(system.intake().resolve(LIST));
        assertThat(visitor.path()).isEqualTo("/counter/sign-in");
        visitor.follows(link);
        visitor.page().locator("#username").fill("operator");
        visitor.page().locator("#password").fill("operator");
        visitor.page().locator("button").click();
        assertThat(visitor.path()).isEqualTo(LIST);
        return visitor.goes(system.intake().resolve("/counter"));
    }

    private static String filed(SystemUnderTest system, String description) {
        Map<String, Object> request = new LinkedHashMap<>(Citizen.aPothole("review@exemple.invalid"));
        request.put("description", description);
        request.remove("requester");
        return new Citizen(system).file(request).text("/trackingCode");
    }

    private static String view(SystemUnderTest system, String code) {
        return new Citizen(system).follow(code).body().toString();
    }
}
