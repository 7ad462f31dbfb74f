package org.relais.intake.action.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.CitizenAction;
import org.relais.intake.body.Members;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.Requester;

/** Reads citizens' actions out of JSON bodies. */
final class ActionBodies {

    private ActionBodies() {}

    static CitizenAction details(Members body) {
        return new CitizenAction.AddDetails(
                body.text("description"), answers(body.object("answers")), List.of(), body.text("questionId"));
    }

    static CitizenAction withdrawal(Members body) {
        return new CitizenAction.Withdraw(body.text("reason"));
    }

    static CitizenAction confirmation(Members body) {
        Long satisfaction = body.integer("satisfaction");
        return new CitizenAction.Confirm(
                satisfaction == null ? null : (int) Math.clamp(satisfaction, -1, Integer.MAX_VALUE),
                body.text("comment"));
    }

    static CitizenAction contestation(Members body) {
        String reason = body.text("reason");
        return new CitizenAction.Contest(reason == null ? "" : reason);
    }

    static Requester requester(@Nullable Members person) {
        if (person == null) {
            return Requester.ANONYMOUS;
        }
        Requester requester =
                new Requester(person.text("name"), person.text("email"), person.text("phone"), person.text("language"));
        person.refuseOthers();
        return requester;
    }

    private static List<Answer> answers(@Nullable Members given) {
        if (given == null) {
            return List.of();
        }
        List<Answer> answers = new ArrayList<>();
        for (String code : given.names()) {
            answers.add(new Answer(code, given.values(code)));
        }
        return answers;
    }
}
