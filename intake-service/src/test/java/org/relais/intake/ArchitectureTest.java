package org.relais.intake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

    private static final List<String> FEATURES = List.of(
            "filing",
            "vault",
            "tracking",
            "territory",
            "action",
            "attachment",
            "open311",
            "review",
            "validation",
            "browsing",
            "channel",
            "mail",
            "sms",
            "dialogue",
            "messenger",
            "sensor",
            "lesson");
    private static final String[] DOMAIN =
            FEATURES.stream().map(feature -> "org.relais.intake." + feature).toArray(String[]::new);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(IntakeApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void looksAtClassesInEveryFeature() {
        for (String domain : DOMAIN) {
            assertThat(CLASSES.stream().map(JavaClass::getPackageName)).contains(domain);
        }
        assertThat(CLASSES.stream().filter(type -> type.getPackageName().endsWith(".messaging")))
                .hasSizeGreaterThan(5);
    }

    @Test
    void keepsFrameworksOutOfTheDomain() {
        classes()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(concat(
                        DOMAIN,
                        "java..",
                        "javax.crypto..",
                        "org.jspecify.annotations",
                        "org.relais.platform.digest",
                        "org.relais.platform.identifier",
                        "org.relais.platform.masking"))
                .check(CLASSES);
    }

    @Test
    void keepsAvroInMessaging() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..messaging")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "org.relais.event..")
                .check(CLASSES);
    }

    @Test
    void takesTimeAndIdsAsData() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }

    @Test
    void isMadeOfModulesThatKeepTheirInsidesToThemselves() {
        ApplicationModules.of(IntakeApplication.class).verify();
    }

    private static String[] concat(String[] first, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(first), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }
}
