package org.relais.routing.territory.publishing;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aTableWithSemicolonsGetsARowWithSemicolons() {
        assertThat(edit(TABLE.replace(',', ';')).inPlaceOf("a"))
                .hasValueSatisfying(edited -> assertThat(edited).contains("\nnew;parks;\"l\"\"eau, la\"\nb;roads;"));
    }

    @Test
    void aTableThatSaysOfNoRowWhoSeesItIsWidenedForOneThatSaysSo() {
        String spaced = TABLE.replace("c,roads", "\n,,\nc,roads");

        String edited = RulesEdit.of(spaced, Map.of("id", "new", "visibility", "private"))
                .orElseThrow()
                .before("b");

        assertThat(edited).isEqualTo("""
            id,department,reason.fr,visibility
            a,roads,un,
            new,,,private
            b,roads,"deux
            lignes",

            ,,
            c,roads,trois,
            """);
        assertThat(RulesEdit.of(edited, Map.of("id", "more", "visibility", "private"))
                        .orElseThrow()
                        .before(""))
                .as("once")
                .isEqualTo(edited + "more,,,private\n");
        assertThat(RulesEdit.of(TABLE, Map.of("visibility", "private", "area", "north")))
                .isEmpty();
    }

    @Test
    void aColumnThatIsNotThereOrATableThatCannotBeReadGetsNoRow() {
        assertThat(RulesEdit.of(TABLE, Map.of("area", "north"))).isEmpty();
        assertThat(RulesEdit.of("id,\"department\nx", Map.of("id", "new"))).isEmpty();
        assertThat(RulesEdit.of("", Map.of("id", "new"))).isEmpty();
    }

    private static RulesEdit edit(String table) {
        return RulesEdit.of(table, Map.of("id", "new", "department", "parks", "reason.fr", "l\"eau, la"))
                .orElseThrow();
    }
}
