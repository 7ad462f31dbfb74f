package org.relais.routing.territory.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.relais.routing.territory.TerritoryEditions.Change;
import org.relais.routing.territory.TerritoryEditions.ChangedRow;
import org.relais.routing.territory.TerritoryEditions.Row;
import org.relais.routing.territory.TerritoryEditions.Rows;

class RuleTablesTest {

    private static final String TABLE = "id,service,department\na,roads,r\nb,roads|parks,p\nc,,t\n";

    @Test
    void rowsAreComparedByTheirIdWhateverTheColumnsOrder() {
        assertThat(RuleTables.compare(TABLE, "service;id;department\nroads;a;r\nroads|parks;b;p\n;c;t\n"))
                .isEmpty();
        assertThat(RuleTables.compare(TABLE, "id,service,department,words\nnew,,t,\na,roads,r,hole\nc,,t,\n"))
                .containsExactly(
                        new ChangedRow("new", Change.ADDED),
                        new ChangedRow("a", Change.CHANGED),
                        new ChangedRow("b", Change.REMOVED));
    }

    @Test
    void aRowThatOnlyMovedIsToldForTheFirstRowThatMatchesDecides() {
        assertThat(RuleTables.compare(TABLE, "id,service,department\nb,roads|parks,p\na,roads,r\nc,,t\n"))
                .contains(new ChangedRow("b", Change.MOVED), new ChangedRow("a", Change.MOVED));
    }

    @Test
    void rowsAreShownAsTheyAreWrittenInPagesAndByService() {
        Rows parks = RuleTables.rows(TABLE, "parks", 0, 10);
        Rows second = RuleTables.rows(TABLE, "", 1, 1);

        assertThat(parks.total()).isEqualTo(2);
        assertThat(parks.columns()).containsExactly("id", "service", "department");
        assertThat(parks.rows()).extracting(Row::line).containsExactly(3, 4);
        assertThat(second.total()).isEqualTo(3);
        assertThat(second.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).containsExactly("b", "roads|parks", "p"));
        assertThat(RuleTables.rows("", "", 0, 10).rows()).isEmpty();
    }
}
