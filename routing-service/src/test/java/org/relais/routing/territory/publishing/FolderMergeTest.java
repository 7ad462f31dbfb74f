package org.relais.routing.territory.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.routing.territory.folder.TerritoryFiles;

/** What comes of a folder that was changed beside the desk. */
class FolderMergeTest {

    private static final TerritoryFiles READ = files("old", "a: 1", "old");

    @Test
    void theDesksRulesStayWhileTheFolderLeavesItsOwnAlone() {
        FolderMerge merge = FolderMerge.of(READ, files("desk", "a: 1", "old"), files("old\r\n", "a: 2", "new"));

        assertThat(merge.files().all()).isEqualTo(files("desk", "a: 2", "new").all());
        assertThat(merge.keepsDesk()).isTrue();
        assertThat(merge.changedInBoth()).isEmpty();
    }

    @Test
    void rulesChangedInBothAreNamed() {
        FolderMerge merge = FolderMerge.of(READ, files("desk", "a: 1", "old"), files("folder", "a: 1", "old"));

        assertThat(merge.changedInBoth()).containsExactly("rules.csv");
    }

    @Test
    void aFolderThatTookInTheDesksRulesIsPublishedAsItIs() {
        FolderMerge merge = FolderMerge.of(READ, files("desk", "a: 1", "old"), files("desk", "a: 2", "old"));

        assertThat(merge.files().all()).isEqualTo(files("desk", "a: 2", "old").all());
        assertThat(merge.keepsDesk()).isFalse();
        assertThat(merge.changedInBoth()).isEmpty();
    }

    @Test
    void aThresholdSetAtTheDeskStaysInAFileThatSaysOtherThingsNow() {
        FolderMerge merge = FolderMerge.of(
                READ, files("old", "a: 1\nsuggestion: { routeAt: 0.5 }", "old"), files("old", "a: 2", "old"));

        assertThat(merge.files().all().get("territory.yaml")).isEqualTo("a: 2\nsuggestion: { routeAt: 0.5 }\n");
        assertThat(merge.changedInBoth()).isEmpty();
    }

    @Test
    void aThresholdChangedInBothIsNamed() {
        FolderMerge merge = FolderMerge.of(
                READ,
                files("old", "a: 1\nsuggestion: { routeAt: 0.5 }", "old"),
                files("old", "a: 1\nsuggestion: { routeAt: 0.6 }", "old"));

        assertThat(merge.changedInBoth()).containsExactly("territory.yaml");
    }

    private static TerritoryFiles files(String rules, String settings, String services) {
        return TerritoryFiles.of(Map.of("rules.csv", rules, "territory.yaml", settings, "services.yaml", services));
    }
}
