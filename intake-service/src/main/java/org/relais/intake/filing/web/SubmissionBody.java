package org.relais.intake.filing.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.body.Members;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.Submission;

/** Reads a submission out of a JSON body. */
final class SubmissionBody {

    private SubmissionBody() {}

    static Submission read(Members body) {
        Submission submission = new Submission(
                body.text("jurisdictionId"),
                body.text("serviceCode"),
                body.text("description"),
                place(body.object("location")),
                answers(body.object("answers")),
                requester(body.object("requester")),
                body.texts("attachments"),
                body.text("channel"),
                body.text("requestedAt"));
        body.refuseOthers();
        return submission;
    }

    private static @Nullable Place place(@Nullable Members location) {
        if (location == null) {
            return null;
        }
        Place place = new Place(location.number("latitude"), location.number("longitude"), location.text("address"));
        location.refuseOthers();
        return place;
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

    private static Requester requester(@Nullable Members person) {
        if (person == null) {
            return Requester.ANONYMOUS;
        }
        Requester requester =
                new Requester(person.text("name"), person.text("email"), person.text("phone"), person.text("language"));
        person.refuseOthers();
        return requester;
    }
}
