package org.relais.routing.territory.publishing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.routing.territory.TerritoryEditions;
import org.relais.routing.territory.folder.TerritoryFiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every version of every territory, in PostgreSQL. */
@Repository
class TerritoryVersions {

    /** Each file is one string, and may be as long as all files together may be. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(TerritoryFiles.LARGEST)
                            .build())
                    .build())
            .build();

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    TerritoryVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which version of a territory is in force. */
    record InForce(String jurisdictionId, long version) {}

    /** One version as it was published. */
    record Stored(String jurisdictionId, long version, String digest, TerritoryFiles files) {}

    /**
     * Where a version comes from.
     *
     * @param restores the version whose content it is again, for a rollback
     * @param by who published it; empty for the folder
     */
    record Origin(String kind, @Nullable Long restores, String by, String note) {}

    List<InForce> inForce() {
        return jdbc.sql("select jurisdiction_id, version_in_force from territory"
                        + " where version_in_force > 0 order by jurisdiction_id")
                .query((row, number) -> new InForce(row.getString(1), row.getLong(2)))
                .list();
    }

    /** The version in force, 0 if none; nobody else publishes this territory until the caller's transaction ends. */
    long lock(String jurisdictionId) {
        jdbc.sql("insert into territory (jurisdiction_id, version_in_force) values (?, 0) on conflict do nothing")
                .param(jurisdictionId)
                .update();
        return jdbc.sql("select version_in_force from territory where jurisdiction_id = ? for update")
                .param(jurisdictionId)
                .query(Long.class)
                .single();
    }

    Optional<Stored> find(String jurisdictionId, long version) {
        return jdbc.sql("select jurisdiction_id, version, digest, files from territory_version"
                        + " where jurisdiction_id = ? and version = ?")
                .params(jurisdictionId, version)
                .query(TerritoryVersions::stored)
                .optional();
    }

    /** Digest of what was last read from the territory's folder, whatever is in force since. */
    Optional<String> digestOfFolder(String jurisdictionId) {
        return jdbc.sql("select digest from territory_version"
                        + " where jurisdiction_id = ? and origin = 'folder' order by version desc limit 1")
                .param(jurisdictionId)
                .query(String.class)
                .optional();
    }

    long nextVersion(String jurisdictionId) {
        return jdbc.sql("select coalesce(max(version), 0) + 1 from territory_version where jurisdiction_id = ?")
                .param(jurisdictionId)
                .query(Long.class)
                .single();
    }

    void putInForce(Stored version, Origin origin, Instant now) {
        jdbc.sql("insert into territory_version (jurisdiction_id, version, digest, origin, restores, files,"
                        + " published_at, published_by, note) values (:jurisdictionId, :version, :digest, :origin,"
                        + " :restores, :files::jsonb, :now, :by, :note)")
                .param("jurisdictionId", version.jurisdictionId())
                .param("version", version.version())
                .param("digest", version.digest())
                .param("origin", origin.kind())
                .param("restores", origin.restores(), Types.BIGINT)
                .param("by", origin.by())
                .param("note", origin.note())
                .param("files", json(version.files()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update territory set version_in_force = ? where jurisdiction_id = ?")
                .params(version.version(), version.jurisdictionId())
                .update();
    }

    List<TerritoryEditions.Act> history(String jurisdictionId, int limit) {
        return jdbc.sql("select version, origin, coalesce(restores, 0), published_by, note, published_at"
                        + " from territory_version where jurisdiction_id = ? order by version desc limit ?")
                .params(jurisdictionId, limit)
                .query((row, number) -> new TerritoryEditions.Act(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant()))
                .list();
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getString("jurisdiction_id"),
                row.getLong("version"),
                row.getString("digest"),
                files(row.getString("files")));
    }

    static String json(TerritoryFiles files) {
        return JSON.writeValueAsString(files.all());
    }

    static TerritoryFiles files(String json) {
        return TerritoryFiles.of(JSON.readValue(json, TEXTS));
    }
}
