package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Department;
import org.relais.e2e.client.Mailbox;
import org.relais.e2e.client.Reply;
import org.relais.e2e.system.SystemUnderTest;

/** Filing and following, as people do it. */
@BrowserTest
class FileAndFollowIT {

    private static final long PERIOD_OF_NEWS = 30_000;

    @Test
    void aPersonAtAPhoneFilesFollowsAnswersAndContests(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.atAPhone("fr");
        var email = "web-" + system.intake().getPort() + "@exemple.invalid";

        visitor.goes(system.intake().resolve("/")).findsThePageInOrder().keepsAPicture("home-phone");
        visitor.follows("Faire une demande").findsThePageInOrder().keepsAPicture("what-phone");
        visitor.writes("Que se passe-t-il", "Un trou profond dans la chaussée, les vélos se déportent.")
                .presses("Continuer")
                .findsThePageInOrder()
                .keepsAPicture("service-phone");
        visitor.chooses("Nid-de-poule").presses("Continuer");
        visitor.writes("Où est-ce", "rue des ecoles");
        visitor.page().getByLabel("5 rue des Écoles", exactly()).waitFor();
        visitor.findsThePageInOrder().keepsAPicture("place-phone");
        visitor.chooses("5 rue des Écoles")
                .presses("Continuer")
                .passesLookAlikes()
                .findsThePageInOrder();
        visitor.chooses("Plus de 8 cm")
                .keepsAPicture("details-phone")
                .presses("Continuer")
                .findsThePageInOrder();
        visitor.choosesAPhoto("Choisir des photos", "trou.jpg").presses("Ajouter ces photos");
        assertThat(visitor.photos()).isEqualTo(1);
        visitor.findsThePageInOrder()
                .keepsAPicture("photo-phone")
                .presses("Continuer")
                .findsThePageInOrder();
        visitor.chooses("Je veux recevoir les réponses")
                .writes("Adresse électronique", email)
                .keepsAPicture("contact-phone")
                .presses("Continuer")
                .findsThePageInOrder()
                .keepsAPicture("check-phone");
        visitor.presses("Envoyer ma demande").findsThePageInOrder().keepsAPicture("filed-phone");
        assertThat(visitor.heading()).isEqualTo("Votre demande est enregistrée");
        var code = visitor.page().locator(".panel .code").innerText();
        visitor.follows("Suivre ma demande");
        assertThat(visitor.photos()).isEqualTo(1);
        eventually(() -> {
            visitor.page().reload();
            assertThat(visitor.text()).contains("Voirie").contains("Réponse attendue");
        });
        visitor.findsThePageInOrder().keepsAPicture("routed-phone");

        var voirie = new Department(system, "voirie");
        var id = new Citizen(system).follow(code).text("/id");
        succeeds(voirie.act(id, "acknowledge", Map.of()));
        succeeds(voirie.act(id, "ask", Map.of("question", "Est-ce sur la chaussée ou sur la piste cyclable ?")));
        eventually(() -> {
            visitor.page().reload();
            assertThat(visitor.text()).contains("Le service vous pose une question");
        });
        visitor.findsThePageInOrder().keepsAPicture("question-phone");
        visitor.writes("Votre réponse", "Sur la piste cyclable.").presses("Envoyer ma réponse");
        assertThat(visitor.text()).contains("Merci, votre réponse est partie");
        visitor.findsThePageInOrder();
        eventually(() ->
                assertThat(new Citizen(system).follow(code).text("/status")).isEqualTo("in_progress"));

        succeeds(voirie.act(id, "resolve", Map.of("outcome", "fixed", "message", "Rebouché ce matin.")));
        eventually(() -> {
            visitor.page().reload();
            assertThat(visitor.text()).contains("Est-ce vraiment réglé ?").contains("Rebouché ce matin.");
        });
        visitor.page().getByText("Non, ce n’est pas réglé").click();
        visitor.findsThePageInOrder().keepsAPicture("resolved-phone");
        visitor.writes("Qu’est-ce qui ne va pas", "Le trou est toujours là.").presses("Envoyer ma contestation");
        assertThat(visitor.text()).contains("Votre contestation est partie");
        eventually(() ->
                assertThat(new Citizen(system).follow(code).text("/status")).isIn("contested", "reopened"));

        var mailbox = new Mailbox(system, email);
        eventually(() -> assertThat(mailbox.letters()).isNotEmpty());
        assertThat(mailbox.letters())
                .allSatisfy(
                        letter -> assertThat(letter.raw().replace("=\r\n", "")).contains("/suivi/" + code + "/cle/"));
    }

    @Test
    void aPersonAtADeskDoesItInEnglishByTheKeyboardAlone(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.atADesk("en");

        visitor.goes(system.intake().resolve("/")).findsThePageInOrder().keepsAPicture("home-desk");
        visitor.tabsTo("Skip to content").hits("Enter").tabsTo("Make a request").enters();
        visitor.tabsTo("What is the matter")
                .types("The street lamp is off")
                .tabsTo("Continue")
                .enters();
        visitor.findsThePageInOrder().keepsAPicture("service-desk");
        visitor.tabsTo("Street lamp out").hits("Space").tabsTo("Continue").enters();
        visitor.tabsTo("Where is it")
                .types("place du Marché")
                .tabsTo("Continue")
                .enters();
        visitor.passesLookAlikes()
                .findsThePageInOrder()
                .tabsTo("It is off")
                .hits("Space")
                .tabsTo("Continue")
                .enters();
        visitor.tabsTo("Choose photos").tabsTo("Continue").enters();
        visitor.tabsTo("I want to receive").hits("ArrowDown").tabsTo("Continue").enters();
        visitor.findsThePageInOrder().keepsAPicture("check-desk");
        visitor.tabsTo("Send my request").enters();
        assertThat(visitor.heading()).isEqualTo("Your request is filed");
        visitor.findsThePageInOrder().keepsAPicture("filed-desk");
        visitor.tabsTo("Follow my request").enters();
        visitor.findsThePageInOrder().keepsAPicture("follow-desk");
        assertThat(visitor.heading()).isEqualTo("Street lamp out");
    }

    @Test
    void itAllWorksWithoutScripts(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.atAPhoneWithoutScripts("fr");

        visitor.goes(system.intake().resolve("/demande"));
        visitor.presses("Continuer");
        assertThat(visitor.page().title()).startsWith("Erreur :");
        visitor.keepsAPicture("error-phone");
        visitor.writes("Que se passe-t-il", "Un trou dans la route").presses("Continuer");
        visitor.chooses("Nid-de-poule").presses("Continuer");
        visitor.writes("Où est-ce", "quai de Loire").presses("Continuer");
        visitor.chooses("1 quai de Loire").presses("Continuer").passesLookAlikes();
        visitor.presses("Continuer");
        visitor.choosesAPhoto("Choisir des photos", "doigt.jpg").presses("Ajouter ces photos");
        visitor.choosesAPhoto("En choisir d’autres", "trou.jpg").presses("Ajouter ces photos");
        visitor.presses("Retirer").keepsAPicture("photo-without-scripts");
        assertThat(visitor.photos()).isEqualTo(1);
        visitor.presses("Continuer");
        visitor.chooses("Je reste anonyme").presses("Continuer");
        assertThat(visitor.text()).contains("1 quai de Loire");
        visitor.presses("Envoyer ma demande");
        assertThat(visitor.heading()).isEqualTo("Votre demande est enregistrée");
        visitor.follows("Suivre ma demande");
        visitor.follows("Retirer ma demande").presses("Retirer ma demande");
        assertThat(visitor.text()).contains("Votre demande de retrait est partie");
    }

    @Test
    void aPlaceIsShownOnTheMap(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.atADesk("fr");
        visitor.goes(system.intake().resolve("/demande"));
        visitor.writes("Que se passe-t-il", "Un trou dans la route").presses("Continuer");
        visitor.chooses("Nid-de-poule").presses("Continuer");

        visitor.page().locator("#map").click();

        visitor.waitsUntil("document.getElementById('latitude').value !== ''");
        visitor.findsThePageInOrder().keepsAPicture("map-desk");
        visitor.presses("Continuer").passesLookAlikes();
        assertThat(visitor.path()).isEqualTo("/demande/precisions");
    }

    @Test
    void aRequestWrittenWithoutANetworkIsSentOnceItIsBack(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.atAPhone("fr");
        visitor.goes(system.intake().resolve("/demande"));
        visitor.waitsUntil("() => navigator.serviceWorker.controller !== null");
        visitor.waitsUntil("() => caches.match('/demande/hors-ligne').then(Boolean)");
        visitor.writes("Que se passe-t-il", "Un trou dans la rue, écrit dans le train.");

        system.kill(SystemUnderTest.Part.INTAKE, 1);
        try {
            visitor.presses("Continuer");
            assertThat(visitor.heading()).isEqualTo("Faire une demande sans réseau");
            assertThat(visitor.page().locator("#description").inputValue()).contains("écrit dans le train");
            var problems = visitor.page().locator("[data-problems]");
            visitor.page().locator("#service").selectOption("bulky-waste");
            visitor.chooses("Je reste anonyme").presses("Garder, et envoyer dès que possible");
            assertThat(problems.innerText())
                    .contains("Répondez à la question « Que faut-il enlever ? »", "Écrivez où c’est");
            visitor.page().locator("#service").selectOption("pothole");
            visitor.writes("Où est-ce", "5".repeat(501)).presses("Garder, et envoyer dès que possible");
            assertThat(problems.innerText())
                    .contains("« Où est-ce ? » : écrivez au plus 500 caractères")
                    .doesNotContain("Répondez");
            visitor.writes("Où est-ce", "5 rue des Écoles");
            visitor.choosesAPhoto("Choisir des photos", "trou.jpg");
            visitor.page().locator("[data-photos] li img").waitFor();
            visitor.findsThePageInOrder().keepsAPicture("offline-phone");
            visitor.presses("Garder, et envoyer dès que possible");
            eventually(() ->
                    assertThat(visitor.page().locator("#waiting").innerText()).contains("gardée sur cet appareil"));
            keepsBeforeIt(visitor, "{state: 'waiting', fields: [['description', 'more than is read'.repeat(200000)]]}");
        } finally {
            system.restart(SystemUnderTest.Part.INTAKE, 1);
        }
        visitor.page().evaluate("() => { dispatchEvent(new Event('online')); dispatchEvent(new Event('online')); }");

        eventually(
                () -> assertThat(visitor.page().locator("#waiting").innerText()).contains("est partie"));
        assertThat(visitor.page().locator("#waiting .notice").allInnerTexts())
                .as("what can't be sent holds up nothing behind it")
                .hasSize(2)
                .first()
                .asString()
                .contains("gardée sur cet appareil");
        visitor.page().locator("#waiting a").focus();
        keepsBeforeIt(visitor, "{state: 'sent', code: 'K7QF-29MD', link: '/suivi', fields: []}");
        visitor.page().evaluate("dispatchEvent(new Event('online'))");
        eventually(
                () -> assertThat(visitor.page().locator("#waiting").innerText()).contains("K7QF-29MD"));
        assertThat(visitor.page().evaluate("document.activeElement.textContent"))
                .as("what says the same isn't written anew")
                .isEqualTo("Suivre ma demande");
        visitor.presses("J’ai vu").waitsUntil("document.activeElement.id === 'main'");
        visitor.follows("Suivre ma demande");
        assertThat(visitor.text()).contains("écrit dans le train").contains("C’est votre demande");
        assertThat(visitor.heading()).isEqualTo("Nid-de-poule");
        assertThat(visitor.photos()).isEqualTo(1);
    }

    @Test
    void photosChosenBeforeTheNetworkBrokeGoWithTheRequestAndWhatCannotBeKeptIsSaid(
            SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.atAPhone("fr");
        visitor.goes(system.intake().resolve("/demande"));
        visitor.waitsUntil("() => navigator.serviceWorker.controller !== null");
        visitor.waitsUntil("() => caches.match('/demande/hors-ligne').then(Boolean)");
        visitor.writes("Que se passe-t-il", "Un trou, photographié dans le tunnel.")
                .presses("Continuer");
        visitor.chooses("Nid-de-poule").presses("Continuer");
        visitor.writes("Où est-ce", "place de la Gare, au fond").presses("Continuer");
        if (visitor.path().equals("/demande/lieu")) {
            visitor.chooses("Aucune : garder ce que j’ai écrit").presses("Continuer");
        }
        visitor.passesLookAlikes().presses("Continuer");
        assertThat(visitor.path()).isEqualTo("/demande/photo");

        system.kill(SystemUnderTest.Part.INTAKE, 1);
        try {
            visitor.choosesAPhoto("Choisir des photos", "trou.jpg").presses("Continuer");
            assertThat(visitor.heading()).isEqualTo("Faire une demande sans réseau");
            var kept = visitor.page().locator("[data-photos] li");
            kept.first().waitFor();
            assertThat(visitor.page().locator("#description").inputValue()).contains("dans le tunnel");
            assertThat(kept.count()).isEqualTo(1);
            visitor.page().locator("#photo").setInputFiles(new FilePayload[] {
                new FilePayload("notes.txt", "text/plain", new byte[] {1}),
                new FilePayload("affiche.png", "image/png", new byte[11 * 1024 * 1024]),
                new FilePayload("faux.jpg", "image/jpeg", "not a picture".getBytes(StandardCharsets.UTF_8))
            });
            visitor.page().locator("[data-problems] li").nth(1).waitFor();
            assertThat(visitor.page().locator("[data-problems]").innerText())
                    .contains("« notes.txt » n’est pas une image", "« affiche.png » pèse plus de 10 Mo")
                    .doesNotContain("faux.jpg");
            visitor.findsThePageInOrder().keepsAPicture("offline-photos-phone");
            visitor.chooses("Je reste anonyme").presses("Garder, et envoyer dès que possible");
            eventually(() -> assertThat(visitor.page().locator("#waiting").innerText())
                    .contains("gardée sur cet appareil", "trou.jpg", "faux.jpg"));
            visitor.findsThePageInOrder();
        } finally {
            system.restart(SystemUnderTest.Part.INTAKE, 1);
        }
        visitor.page().evaluate("() => { dispatchEvent(new Event('online')); dispatchEvent(new Event('online')); }");

        eventually(
                () -> assertThat(visitor.page().locator("#waiting").innerText()).contains("est partie"));
        assertThat(visitor.page().locator("#waiting").innerText())
                .as("what only the service can tell is said once it is known")
                .contains("Sans cette photo", "faux.jpg");
        visitor.findsThePageInOrder().follows("Suivre ma demande");
        assertThat(visitor.text()).contains("dans le tunnel");
        assertThat(visitor.photos()).isEqualTo(1);
        assertThat(visitor.page().evaluate("""
            () => new Promise((resolve) => { const opening = indexedDB.open('relais');
              opening.onsuccess = () => { const asked = opening.result.transaction(['waiting', 'chosen']);
                let kept = 0; for (const name of ['waiting', 'chosen']) asked.objectStore(name).getAll().onsuccess =
                  (found) => { kept += found.target.result.flatMap((entry) => entry.photos || []).length; };
                asked.oncomplete = () => resolve(kept); }; })\
            """)).as("photos left on the device").isEqualTo(0);
    }

    @Test
    void whoeverChoosesNoServiceIsLedToTheChoice(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.atADesk("en");
        visitor.goes(system.intake().resolve("/demande"));
        visitor.writes("What is the matter", "Xyzzy").presses("Continue").presses("Continue");

        visitor.findsThePageInOrder().tabsTo("Choose a service").hits("Enter");

        assertThat(visitor.page().evaluate("document.activeElement.id")).isEqualTo("service");
    }

    @Test
    void anOpenPageSaysOnceThatThereIsNews(SystemUnderTest system, Visitors visitors) {
        var filed = new Citizen(system).file(Citizen.aPothole("news@exemple.invalid"));
        var code = filed.text("/trackingCode");
        eventually(() ->
                assertThat(new Citizen(system).follow(code).text("/status")).isEqualTo("routed"));
        var visitor = visitors.atADesk("en");
        visitor.page().clock().install();
        visitor.goes(system.intake().resolve("/suivi/" + code));
        var asked = new ArrayList<String>();
        visitor.page().onRequest(request -> {
            if (request.url().contains("/news?")) {
                asked.add(request.url());
            }
        });

        succeeds(new Department(system, "voirie").act(filed.text("/id"), "acknowledge", Map.of()));
        eventually(() ->
                assertThat(new Citizen(system).follow(code).text("/status")).isEqualTo("acknowledged"));
        visitor.page().clock().fastForward(PERIOD_OF_NEWS);
        visitor.page().getByText("There is news").waitFor();
        visitor.page().clock().fastForward(PERIOD_OF_NEWS);
        visitor.page().clock().fastForward(PERIOD_OF_NEWS);

        visitor.page().evaluate("fetch('/suivi/" + code + "/news?seen=999')");
        assertThat(asked).as("by the page once, and once here").hasSize(2);
        visitor.findsThePageInOrder();
    }

    @Test
    void everyPageHoldsOnTheNarrowestScreen(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.onTheNarrowestScreen("en");

        for (var path :
                new String[] {"/", "/demande/quoi", "/suivi", "/suivi?code=ABC", "/demande/urgence/gas-smell"}) {
            visitor.goes(system.intake().resolve(path)).findsThePageInOrder();
        }
    }

    /** A request on this device, before every other in the order of their keys. */
    private static void keepsBeforeIt(Visitor visitor, String entry) {
        visitor.page().evaluate("""
            () => new Promise((resolve) => { const opening = indexedDB.open('relais');
              opening.onsuccess = () => { const kept = opening.result.transaction('waiting', 'readwrite');
                kept.objectStore('waiting').put({key: '0', ...%s});
                kept.oncomplete = () => { opening.result.close(); resolve(); }; }; })\
            """.formatted(entry));
    }

    private static com.microsoft.playwright.Page.GetByLabelOptions exactly() {
        return new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true);
    }

    private static void succeeds(Reply reply) {
        assertThat(reply.succeeded()).as("%d %s", reply.status(), reply.body()).isTrue();
    }
}
