package org.relais.routing.territory.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesEditTest {

    private static final String TABLE =
            "id,department,reason.fr\na,roads,un\nb,roads,\"deux\nlignes\"\nc,roads,trois\n";

    @Test
    void aRowGoesBeforeAnotherOrToTheEndAndTheRestStaysAsItIsWritten() {
        assertThat(edit(TABLE).before("b"))
                .isEqualTo("id,department,reason.fr\n"
                        + "a,roads,un\n"
                        + "new,parks,\"l\"\"eau, la\"\n"
                        + "b,roads,\"deux\n"
                        + "lignes\"\n"
                        + "c,roads,trois\n");
        assertThat(edit(TABLE).before("")).isEqualTo(TABLE + "new,parks,\"l\"\"eau, la\"\n");
    }

    @Test
    void aRowTakesThePlaceOfAnotherWithAllItsLines() {
        assertThat(edit(TABLE).inPlaceOf("b"))
                .hasValue("id,department,reason.fr\na,roads,un\nnew,parks,\"l\"\"eau, la\"\nc,roads,trois\n");
        assertThat(edit(TABLE).inPlaceOf("c"))
                .hasValue(
                        "id,department,reason.fr\na,roads,un\nb,roads,\"deux\nlignes\"\nnew,parks,\"l\"\"eau, la\"\n");
        assertThat(edit(TABLE).inPlaceOf("x")).isEmpty();
    }

    @Test
    void aTableThatWasWrittenOnOtherSystemsIsEditedAtTheSameRow() {
        for (String lineEnd : List.of("\r\n", "\r\r\n")) {
            assertThat(edit(TABLE.replace("\n", lineEnd)).inPlaceOf("b"))
                    .isEqualTo(edit(TABLE).inPlaceOf("b"));
            assertThat(edit(TABLE.replace("\n", lineEnd)).before("c"))
                    .isEqualTo(edit(TABLE).before("c"));
        }
    }

    @Test
    void aTableWithSemicolonsGetsARowWithSemicolons() {
        assertThat(edit(TABLE.replace(',', ';')).inPlaceOf("a"))
                .hasValueSatisfying(edited -> assertThat(edited).contains("\nnew;parks;\"l\"\"eau, la\"\nb;roads;"));
    }

    @Test
    void aColumnThatATableMayDoWithoutIsAddedWhereTheRowNeedsIt() {
        String spaced = TABLE.replace("c,roads", "\n,,\nc,roads");
        Map<String, String> cells = Map.of("id", "new", "area", "north", "visibility", "private");

        String edited = RulesEdit.of(spaced, cells).orElseThrow().before("b");

        assertThat(edited).isEqualTo("""
            id,department,reason.fr,area,visibility
            a,roads,un,,
            new,,,north,private
            b,roads,"deux
            lignes",,

            ,,
            c,roads,trois,,
            """);
        assertThat(RulesEdit.of(edited, cells).orElseThrow().before(""))
                .as("once")
                .isEqualTo(edited + "new,,,north,private\n");
        assertThat(RulesEdit.of(TABLE.replace(',', ';'), Map.of("id", "new", "answer.depth", "deep"))
                        .orElseThrow()
                        .inPlaceOf("a"))
                .hasValueSatisfying(table ->
                        assertThat(table).startsWith("id;department;reason.fr;answer.depth\nnew;;;deep\nb;roads;"));
    }

    @Test
    void anyOtherColumnThatIsNotThereOrATableThatCannotBeReadGetsNoRow() {
        assertThat(RulesEdit.of(TABLE, Map.of("workingDays", "5"))).isEmpty();
        assertThat(RulesEdit.of(TABLE, Map.of("area", "north", "reason.en", "one")))
                .isEmpty();
        assertThat(RulesEdit.of("id,\"department\nx", Map.of("id", "new"))).isEmpty();
        assertThat(RulesEdit.of("", Map.of("id", "new"))).isEmpty();
    }

    private static RulesEdit edit(String table) {
        return RulesEdit.of(table, Map.of("id", "new", "department", "parks", "reason.fr", "l\"eau, la"))
                .orElseThrow();
    }
}
