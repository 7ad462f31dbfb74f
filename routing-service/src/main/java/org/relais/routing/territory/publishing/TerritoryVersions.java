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

    private static final String ACTS =
            "select version, origin, coalesce(restores, 0), published_by, note, published_at from territory_version";

    private static final String TABLE = "select coalesce(files ->> '" + TerritoryEditions.RULES
            + "', '') from territory_version where jurisdiction_id = ? and version = ?";

    private final JdbcClient jdbc;

    TerritoryVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which version of a territory is in force. */
    record InForce(String jurisdictionId, long version) {}

    /** One version as it was published. */
    record Stored(String jurisdictionId, long version, String digest, TerritoryFiles files) {}

    /** What was last read from a territory's folder. */
    record Folder(String digest, TerritoryFiles files) {}

    /**
     * Where a version comes from.
     *
     * @param restores for a rollback the version whose content it is again; for a folder the version of the desk whose rules, or
     *     threshold, it keeps
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

    /** What was last read from the territory's folder, whatever is in force since. */
    Optional<Folder> folder(String jurisdictionId) {
        return jdbc.sql("select digest, files from territory_folder where jurisdiction_id = ?")
                .param(jurisdictionId)
                .query((row, number) ->
                        new Folder(row.getString(1), TerritoryFiles.of(JSON.readValue(row.getString(2), TEXTS))))
                .optional();
    }

    void folderRead(String jurisdictionId, Folder folder, Instant now) {
        jdbc.sql("""
            insert into territory_folder (jurisdiction_id, digest, files, read_at)
            values (:jurisdictionId, :digest, :files::jsonb, :now)
            on conflict (jurisdiction_id) do update set digest = :digest, files = :files::jsonb, read_at = :now
            """)
                .param("jurisdictionId", jurisdictionId)
                .param("digest", folder.digest())
                .param("files", JSON.writeValueAsString(folder.files().all()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A version, where its content, whichever version it was first, holds something of the desk's. */
    Optional<Stored> changedAtDesk(String jurisdictionId, long version) {
        Origin origin = origin(jurisdictionId, version);
        while (origin != null && origin.kind().equals("rollback") && origin.restores() != null) {
            origin = origin(jurisdictionId, origin.restores());
        }
        boolean ofDesk = origin != null && (origin.kind().equals("draft") || origin.restores() != null);
        return ofDesk ? find(jurisdictionId, version) : Optional.empty();
    }

    private @Nullable Origin origin(String jurisdictionId, long version) {
        return jdbc.sql("select origin, restores, published_by, note from territory_version"
                        + " where jurisdiction_id = ? and version = ?")
                .params(jurisdictionId, version)
                .query((row, number) ->
                        new Origin(row.getString(1), row.getObject(2, Long.class), row.getString(3), row.getString(4)))
                .optional()
                .orElse(null);
    }

    /** 0 where there is none yet. */
    long last(String jurisdictionId) {
        return jdbc.sql("select coalesce(max(version), 0) from territory_version where jurisdiction_id = ?")
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
        return jdbc.sql(ACTS + " where jurisdiction_id = ? order by version desc limit ?")
                .params(jurisdictionId, limit)
                .query(TerritoryVersions::act)
                .list();
    }

    List<TerritoryEditions.Act> after(String jurisdictionId, long version) {
        return jdbc.sql(ACTS + " where jurisdiction_id = ? and version > ? order by version")
                .params(jurisdictionId, version)
                .query(TerritoryVersions::act)
                .list();
    }

    Optional<String> rules(String jurisdictionId, long version) {
        return jdbc.sql(TABLE)
                .params(jurisdictionId, version)
                .query(String.class)
                .optional();
    }

    private static TerritoryEditions.Act act(ResultSet row, int number) throws SQLException {
        return new TerritoryEditions.Act(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant());
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
