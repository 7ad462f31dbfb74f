package org.relais.intake.filing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.intake.territory.Labels;
import org.relais.intake.territory.Question;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.ServiceDefinition.PlaceDemand;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;

/** Whichever way it came: the same letters are the same text, and what can't be stored is named before it is tried. */
class TextRulesTest {

    private static final Territory TOWN = PlaceNoticesTest.TOWN;
    private static final ServiceDefinition LAMP = new ServiceDefinition(
            "lamp",
            Labels.NONE,
            Labels.NONE,
            Labels.NONE,
            Map.of(),
            false,
            null,
            PlaceDemand.ANYWHERE,
            false,
            List.of(new Question("fault", Question.Type.TEXT, false, Labels.NONE, List.of())));

    private final Violations violations = new Violations();
    private final RequesterRules requesters = new RequesterRules((written, region) -> written);

    @Test
    void wordsAnswersNamesAndPlacesAreInNormalForm() {
        assertThat(TextRules.text(" e\u0301teint ", "/description", violations)).isEqualTo("\u00e9teint");
        assertThat(answers("e\u0301teint")).containsExactly(new Answer("fault", List.of("\u00e9teint")));
        assertThat(requesters
                        .check(new Requester("Ze\u0301lie", null, null, null), TOWN, null, violations)
                        .name())
                .isEqualTo("Z\u00e9lie");
        assertThat(PlaceRules.saidLater(new Place(48.5, 2.5, "Chausse\u0301e"), TOWN, violations))
                .isEqualTo(new Place(48.5, 2.5, "Chauss\u00e9e"));
        assertThat(violations.all()).isEmpty();
    }

    @Test
    void aCharacterThatCannotBeStoredIsNamedWhereItStands() {
        TextRules.text("Une\u0000 panne", "/description", violations);
        answers("\uD800");
        requesters.check(
                new Requester("Ada\u0000", "ada\u0000@canari.example", "06\u0000", null), TOWN, null, violations);
        PlaceRules.saidLater(new Place(48.5, 2.5, "Rue\u0008"), TOWN, violations);

        assertThat(violations.all())
                .extracting(Violation::pointer)
                .containsExactly(
                        "/description",
                        "/answers/fault",
                        "/requester/name",
                        "/requester/email",
                        "/requester/phone",
                        "/location/address");
        assertThat(violations.all()).extracting(Violation::code).containsOnly("unusable_character");
    }

    private List<Answer> answers(String value) {
        return TextRules.answers(List.of(new Answer("fault", List.of(value))), LAMP, false, violations);
    }
}
