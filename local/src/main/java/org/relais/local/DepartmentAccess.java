package org.relais.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.relais.event.catalogue.Topics;
import tools.jackson.databind.JsonNode;

/**
 * Lets each department that takes part by Kafka sign in under its code, read its requests and write its updates, and nothing
 * else. Its password is its client secret.
 */
final class DepartmentAccess {

    private static final int ITERATIONS = 4096;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    private final String bootstrapServers;
    private final String routingUrl;
    private final Secrets secrets;

    DepartmentAccess(String bootstrapServers, String routingUrl, Secrets secrets) {
        this.bootstrapServers = bootstrapServers;
        this.routingUrl = routingUrl;
        this.secrets = secrets;
    }

    /**
     * Gives access to those that take part now, and takes it from those that no longer do.
     *
     * @return codes of those that take part
     * @throws IOException if routing doesn't answer
     */
    List<String> grant(Rest rest) throws IOException {
        List<String> departments = departmentsOnKafka(rest);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            revoke(admin, departments);
            if (!departments.isEmpty()) {
                admin.alterUserScramCredentials(
                                departments.stream().map(this::signIn).toList())
                        .all()
                        .get();
                admin.createAcls(departments.stream()
                                .flatMap(code -> rightsOf(code).stream())
                                .toList())
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("departments could not be given access to Kafka", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while giving departments access to Kafka", e);
        }
        return departments;
    }

    /** Ours are those that may write a department's topic; whoever else was given access keeps it. */
    private static void revoke(Admin admin, List<String> departments) throws ExecutionException, InterruptedException {
        Set<String> gone = new TreeSet<>();
        for (AclBinding right :
                admin.describeAcls(AclBindingFilter.ANY).values().get()) {
            String code = right.entry()
                    .principal()
                    .substring(right.entry().principal().indexOf(':') + 1);
            if (CODE.matcher(code).matches()
                    && !departments.contains(code)
                    && rightsOf(code).contains(right)) {
                gone.add(code);
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        admin.deleteAcls(gone.stream()
                        .flatMap(code -> rightsOf(code).stream())
                        .map(AclBinding::toFilter)
                        .toList())
                .all()
                .get();
        Set<String> known = admin.describeUserScramCredentials().all().get().keySet();
        List<UserScramCredentialAlteration> deletions = gone.stream()
                .filter(known::contains)
                .<UserScramCredentialAlteration>map(
                        code -> new UserScramCredentialDeletion(code, ScramMechanism.SCRAM_SHA_512))
                .toList();
        admin.alterUserScramCredentials(deletions).all().get();
    }

    private UserScramCredentialAlteration signIn(String code) {
        return new UserScramCredentialUpsertion(
                code, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), secrets.clientSecret(code));
    }

    private List<String> departmentsOnKafka(Rest rest) throws IOException {
        List<String> codes = new ArrayList<>();
        String territories = routingUrl + "/api/v1/territories";
        for (JsonNode item : list(rest, territories, "items")) {
            String current = territories + "/" + item.path("jurisdictionId").asString() + "/current";
            for (JsonNode department : list(rest, current, "departments")) {
                if (department.path("kafka").asBoolean(false)) {
                    codes.add(department.path("code").asString());
                }
            }
        }
        return codes;
    }

    /** An answer that isn't the list is no list without anybody in it. */
    private static JsonNode list(Rest rest, String url, String name) throws IOException {
        Rest.Reply reply = rest.get(url, Map.of());
        if (!reply.successful() || !reply.json().path(name).isArray()) {
            throw new IOException(url + " does not tell its " + name);
        }
        return reply.json().path(name);
    }

    private static List<AclBinding> rightsOf(String code) {
        ResourcePattern requests = topic(Topics.departmentRequests(code).name());
        ResourcePattern updates = topic(Topics.departmentUpdates(code).name());
        return List.of(
                allow(code, requests, AclOperation.READ),
                allow(code, updates, AclOperation.WRITE),
                allow(code, new ResourcePattern(ResourceType.GROUP, code, PatternType.LITERAL), AclOperation.READ),
                // The dot keeps `eau` out of the groups of `eau-pluviale`.
                allow(
                        code,
                        new ResourcePattern(ResourceType.GROUP, code + ".", PatternType.PREFIXED),
                        AclOperation.READ));
    }

    private static ResourcePattern topic(String name) {
        return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
    }

    private static AclBinding allow(String code, ResourcePattern resource, AclOperation operation) {
        return new AclBinding(
                resource, new AccessControlEntry("User:" + code, "*", operation, AclPermissionType.ALLOW));
    }
}
