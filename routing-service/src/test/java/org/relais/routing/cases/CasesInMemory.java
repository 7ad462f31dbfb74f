package org.relais.routing.cases;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Cases of one test. */
final class CasesInMemory implements Cases {

    private final Map<UUID, CaseFile> files = new LinkedHashMap<>();

    @Override
    public Optional<CaseFile> find(UUID caseId) {
        return Optional.ofNullable(files.get(caseId));
    }

    @Override
    public Optional<CaseFile> lock(UUID caseId) {
        return find(caseId);
    }

    @Override
    public List<CaseFile> lockAllOf(UUID requestId) {
        return files.values().stream()
                .filter(file -> file.request().requestId().equals(requestId))
                .toList();
    }

    @Override
    public List<CaseFile> lockMergedInto(UUID caseId) {
        return files.values().stream()
                .filter(file -> caseId.equals(file.current().mergedInto()))
                .toList();
    }

    @Override
    public boolean isFollowed(UUID caseId) {
        return !lockMergedInto(caseId).isEmpty();
    }

    @Override
    public Map<UUID, List<CaseFile>> lookAlikes(Collection<UUID> caseIds, int limit) {
        return Map.of();
    }

    @Override
    public void add(CaseFile file) {
        if (files.putIfAbsent(file.id(), file) != null) {
            throw new IllegalStateException("case " + file.id() + " is there already");
        }
    }

    @Override
    public void store(CaseFile file) {
        files.put(file.id(), file);
    }
}
