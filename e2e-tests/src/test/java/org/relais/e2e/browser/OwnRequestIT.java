package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Department;
import org.relais.e2e.system.SystemUnderTest;

/** What people do with their own request, from answering a question to having their contact details erased. */
@BrowserTest
class OwnRequestIT {

    /** How somebody comes to the page. */
    enum Way {
        AT_A_DESK_BY_THE_KEYBOARD,
        AT_A_PHONE_WITHOUT_SCRIPTS
    }

    @ParameterizedTest
    @EnumSource
    void isAnsweredContestedConfirmedAndForgotten(Way way, SystemUnderTest system, Visitors visitors) {
        var filed = new Citizen(system).file(Citizen.aPothole("own@exemple.invalid"));
        assertThat(filed.succeeded()).as("%d %s", filed.status(), filed.body()).isTrue();
        var code = filed.text("/trackingCode");
        var page = system.intake().resolve("/suivi/" + code);
        var person = Person.coming(way, visitors);
        var words = person.words();
        var voirie = new Voirie(system, filed.text("/id"), code);
        voirie.has("routed");
        person.visitor().goes(system.intake().resolve(page.getPath() + "/cle/" + filed.text("/editToken")));

        voirie.does("ask", Map.of("question", "Chaussée ou piste cyclable ?"), "awaiting_citizen");
        person.sees(words.asked()).writes(words.answer(), "On the track").presses(words.sendAnswer());
        person.finds(words.answered());
        voirie.has("in_progress");

        person.follows(words.withdraw()).finds(words.withdrawOrNot());
        person.follows(words.keep());
        voirie.does("resolve", Map.of("outcome", "fixed", "message", "Rebouché ce matin."), "resolved");
        person.sees("Rebouché ce matin.").opens(words.contest());
        person.writes(words.wrong(), "Still there").presses(words.sendObjection());
        person.finds(words.contested());
        voirie.has("contested");

        voirie.does("resolve", Map.of("outcome", "fixed", "message", "Rebouché de nouveau."), "resolved");
        person.sees("Rebouché de nouveau.").opens(words.more());
        person.picks(words.satisfied()).presses(words.settled());
        person.finds(words.confirmed());
        voirie.has("confirmed");

        person.follows(words.erase()).finds(words.eraseOrNot());
        person.presses(words.erase());
        person.finds(words.erased());
    }

    /** The department that has the request. */
    private record Voirie(SystemUnderTest system, String caseId, String code) {

        void does(String verb, Map<String, Object> body, String leadsTo) {
            var reply = new Department(system, "voirie").act(caseId, verb, body);
            assertThat(reply.succeeded())
                    .as("%d %s", reply.status(), reply.body())
                    .isTrue();
            has(leadsTo);
        }

        /** Until its page says so too. */
        void has(String status) {
            eventually(() ->
                    assertThat(new Citizen(system).follow(code).text("/status")).isEqualTo(status));
        }
    }

    /** Somebody who goes through the page by the keyboard alone, or by pointing where no scripts run. */
    private record Person(Visitor visitor, boolean keyboard, Words words) {

        static Person coming(Way way, Visitors visitors) {
            return switch (way) {
                case AT_A_DESK_BY_THE_KEYBOARD -> new Person(visitors.atADesk("en"), true, Words.ENGLISH);
                case AT_A_PHONE_WITHOUT_SCRIPTS ->
                    new Person(visitors.atAPhoneWithoutScripts("fr"), false, Words.FRENCH);
            };
        }

        /** Once the page is loaded again. */
        Person sees(String text) {
            visitor.page().reload();
            return finds(text);
        }

        Person finds(String text) {
            assertThat(visitor.text()).contains(text);
            visitor.findsThePageInOrder();
            return this;
        }

        Person writes(String label, String text) {
            if (keyboard) {
                visitor.tabsTo(label).types(text);
            } else {
                visitor.writes(label, text);
            }
            return this;
        }

        void presses(String button) {
            if (keyboard) {
                visitor.tabsTo(button).enters();
            } else {
                visitor.presses(button);
            }
        }

        Person follows(String link) {
            if (keyboard) {
                visitor.tabsTo(link).enters();
            } else {
                visitor.follows(link);
            }
            return this;
        }

        void opens(String summary) {
            if (keyboard) {
                visitor.tabsTo(summary).hits("Enter");
            } else {
                visitor.page().getByText(summary).click();
            }
        }

        /** The first choice of a list that stands on none. */
        Person picks(String list) {
            if (keyboard) {
                visitor.tabsTo(list).hits("ArrowDown");
            } else {
                visitor.page().getByLabel(list).selectOption("5");
            }
            assertThat(visitor.page().locator("#satisfaction").inputValue()).isEqualTo("5");
            return this;
        }
    }

    /** What the pages say. */
    private record Words(
            String asked,
            String answer,
            String sendAnswer,
            String answered,
            String withdraw,
            String withdrawOrNot,
            String keep,
            String contest,
            String wrong,
            String sendObjection,
            String contested,
            String more,
            String satisfied,
            String settled,
            String confirmed,
            String erase,
            String eraseOrNot,
            String erased) {

        static final Words ENGLISH = new Words(
                "The department asks you a question",
                "Your answer",
                "Send my answer",
                "Thank you, your answer is on its way",
                "Withdraw my request",
                "Withdraw your request?",
                "No, keep it",
                "No, it is not settled",
                "What is wrong?",
                "Send my objection",
                "Your objection is on its way",
                "Add a mark or a word",
                "Are you satisfied with the answer?",
                "Yes, it is settled",
                "Your confirmation is on its way",
                "Erase my contact details",
                "Erase your contact details?",
                "Your contact details are erased");
        static final Words FRENCH = new Words(
                "Le service vous pose une question",
                "Votre réponse",
                "Envoyer ma réponse",
                "Merci, votre réponse est partie",
                "Retirer ma demande",
                "Retirer votre demande ?",
                "Non, la garder",
                "Non, ce n’est pas réglé",
                "Qu’est-ce qui ne va pas",
                "Envoyer ma contestation",
                "Votre contestation est partie",
                "Ajouter une note ou un mot",
                "Êtes-vous satisfait de la réponse ?",
                "Oui, c’est réglé",
                "Votre confirmation est partie",
                "Effacer mes coordonnées",
                "Effacer vos coordonnées ?",
                "Vos coordonnées sont effacées");
    }
}
