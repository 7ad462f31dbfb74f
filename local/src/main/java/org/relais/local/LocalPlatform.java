package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.embedded.EmbeddedMail;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.embedded.FreePorts;
import org.relais.embedded.PostgresSettings;
import org.relais.embedded.RegistrySettings;
import org.relais.local.PlatformSettings.AotCaching;
import org.relais.local.Programs.Program;

/**
 * The whole platform on this machine. Every part is a process of its own (the mail server lives in this one), ends with this
 * one, and can be stopped, killed and started again on its own.
 */
public final class LocalPlatform implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(6);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration BREATH = Duration.ofSeconds(10);

    /** How often in a row a part that doesn't become healthy is started again. */
    private static final int MOST_RETURNS = 5;
    /** Bytes of the heap that mails may take, a tenth of it, and of a usual mail. */
    private static final long BYTES_FOR_MAILS = Runtime.getRuntime().maxMemory() / 10;

    private static final int BYTES_OF_A_MAIL = 8 * 1024;
    private static final NewestMails.Bounds KEPT_MAILS =
            new NewestMails.Bounds((int) (BYTES_FOR_MAILS / BYTES_OF_A_MAIL), BYTES_FOR_MAILS);

    /** Name of the step that makes what is missing, once for each build. */
    static final String AOT_CACHES = "aot-caches";

    static final List<String> DATABASES = List.of("intake", "routing", "notification", "registry");

    private final PlatformSettings settings;
    private final Progress progress;
    private final Home home;
    private final Secrets secrets;
    private final Programs programs;
    private final AotCaches aotCaches;
    private final LauncherLock lock;
    private final List<ServiceInstance> instances;
    private final Map<String, ChildProcess> processes = new ConcurrentHashMap<>();
    private final Rest rest = new Rest();

    private final Object postgresTurn = new Object();
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable EmbeddedMail mail;
    private final Map<String, Integer> ended = new ConcurrentHashMap<>();
    private volatile boolean keptUp;
    private volatile boolean stopping;

    private LocalPlatform(PlatformSettings settings, Progress progress, LauncherLock lock) {
        this.settings = settings;
        this.progress = progress;
        this.home = settings.home();
        this.secrets = new Secrets(home.secrets());
        this.programs = new Programs(settings.checkout());
        this.aotCaches = new AotCaches(programs.cache());
        this.lock = lock;
        this.instances = instances(settings);
    }

    /** Starts everything, in order, and returns when every part is healthy. */
    public static LocalPlatform start(PlatformSettings settings) {
        return start(settings, Progress.SILENT);
    }

    /**
     * Starts everything, in order, and returns when every part is healthy.
     *
     * @throws AlreadyRunning if another launcher runs this platform
     * @throws PortTaken if somebody else listens where a part wants to
     */
    public static LocalPlatform start(PlatformSettings settings, Progress progress) {
        LauncherLock lock = new LauncherLock(settings.home());
        lock.take();
        return start(settings, progress, lock);
    }

    /** @param taken this launcher's own hold on the platform, which ends with it */
    static LocalPlatform start(PlatformSettings settings, Progress progress, LauncherLock taken) {
        LocalPlatform platform;
        try {
            platform = new LocalPlatform(settings, progress, taken);
            platform.claim();
        } catch (RuntimeException | Error e) {
            taken.release();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "stop-the-platform"));
        try {
            platform.startAll();
        } catch (RuntimeException | Error e) {
            try {
                platform.close();
            } catch (RuntimeException | Error more) {
                e.addSuppressed(more);
            }
            throw e;
        }
        return platform;
    }

    // -- what others need to talk to it

    public PlatformPorts ports() {
        return settings.ports();
    }

    public Home home() {
        return home;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + ports().number(Port.KAFKA);
    }

    public String saslBootstrapServers() {
        return "127.0.0.1:" + ports().number(Port.KAFKA_SASL);
    }

    public String registryUrl() {
        return ports().url(Port.REGISTRY) + "/apis/ccompat/v7";
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + ports().number(Port.POSTGRES) + "/" + database;
    }

    /** Password of a database's role, which has the database's name. */
    public String databasePassword(String database) {
        return secrets.databasePassword(database);
    }

    /** Base URLs of an application's instances, the first one first. */
    public List<String> urls(Part application) {
        return instances.stream()
                .filter(instance -> instance.part() == application)
                .map(ServiceInstance::url)
                .toList();
    }

    /** Log files of an application's instances, the first one first. */
    public List<Path> logs(Part application) {
        return instances.stream()
                .filter(instance -> instance.part() == application)
                .map(instance -> home.log(instance.name()))
                .toList();
    }

    /**
     * @param client a department's code, {@code admin}, {@code operator}, {@code open311} or a service's name
     */
    public String token(String client) throws IOException {
        return new AccessTokens(rest, ports().url(Port.IDENTITY), secrets).tokenFor(client);
    }

    /** Secret by which a client signs in at the issuer, and a department at Kafka. */
    public String clientSecret(String client) {
        return secrets.clientSecret(client);
    }

    /** Numbers of its processes, one an instance; none for parts that aren't a child process. */
    public List<Long> processIds(Part part) {
        return processes.entrySet().stream()
                .filter(entry -> isOf(entry.getKey(), part))
                .map(entry -> entry.getValue().pid())
                .toList();
    }

    // -- one part on its own

    /** Ends a part at once, all its instances, as a crash would. */
    public void kill(Part part) {
        switch (part) {
            case POSTGRES -> killPostgres();
            case MAIL -> stopMail();
            case KAFKA, REGISTRY, IDENTITY, INTAKE, ROUTING, NOTIFICATION ->
                named(part).forEach(name -> take(name, ChildProcess::kill));
        }
    }

    /**
     * Ends one instance of a service at once, as a crash would.
     *
     * @throws IllegalStateException if it doesn't run
     */
    public void kill(Part service, int instance) {
        String name = instance(service, instance).name();
        if (!processes.containsKey(name)) {
            throw new IllegalStateException(name + " doesn't run");
        }
        take(name, ChildProcess::kill);
    }

    /** Asks a part to end, all its instances, and waits until it has. */
    public void stop(Part part) {
        switch (part) {
            case POSTGRES -> stopPostgres();
            case MAIL -> stopMail();
            case KAFKA, REGISTRY, IDENTITY, INTAKE, ROUTING, NOTIFICATION ->
                Steps.together(named(part).stream()
                        .<Runnable>map(name -> () -> take(name, process -> process.stop(STOP_PATIENCE)))
                        .toList());
        }
    }

    /** Starts a part that was stopped or killed, all its instances, and waits until it is healthy. */
    public void start(Part part) {
        switch (part) {
            case POSTGRES -> startPostgres();
            case MAIL -> startMail();
            case KAFKA -> startKafka();
            case REGISTRY -> startRegistry();
            case IDENTITY, INTAKE, ROUTING, NOTIFICATION ->
                Steps.together(instances.stream()
                        .filter(instance -> instance.part() == part)
                        .<Runnable>map(instance -> () -> startInstance(instance))
                        .toList());
        }
    }

    /** Starts one instance of a service that was stopped or killed, and waits until it is healthy. */
    public void start(Part service, int instance) {
        startInstance(instance(service, instance));
    }

    /** Ends a part at once and starts it again. */
    public void restart(Part part) {
        kill(part);
        start(part);
    }

    /** Stops everything, in the order that loses nothing and waits for nobody. */
    @Override
    public synchronized void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        Steps.inOrder(
                aotCaches::abandon,
                () -> stopTogether(Part.NOTIFICATION, Part.INTAKE, Part.ROUTING),
                () -> stopTogether(Part.IDENTITY, Part.REGISTRY, Part.KAFKA),
                this::stopMail,
                this::stopPostgres,
                rest::close,
                lock::release);
    }

    /** From now on a part that ends although nobody asked it to is started again after a while. */
    void keepUp() {
        keptUp = true;
        watchPostgres();
        instances.stream()
                .map(ServiceInstance::name)
                .filter(name -> !processes.containsKey(name))
                .forEach(this::bringBack);
    }

    /** PostgreSQL is no child of this process. */
    private void watchPostgres() {
        new Orphans(home)
                .postmaster()
                .ifPresent(process -> process.onExit().thenRun(() -> {
                    if (!stopping) {
                        progress.ended(Part.POSTGRES.id(), "", bringBack(Part.POSTGRES.id()));
                    }
                }));
    }

    /** Long enough for whoever looks at an outage to see it, and for a port to be free again. */
    private boolean bringBack(String name) {
        if (!keptUp || ended.merge(name, 1, Integer::sum) > MOST_RETURNS) {
            return false;
        }
        Thread.ofVirtual().name("bring-back-" + name).start(() -> {
            Waiting.until(BREATH, () -> stopping);
            if (stopping) {
                return;
            }
            try {
                timed(name, () -> startAgain(name));
                ended.remove(name);
            } catch (RuntimeException e) {
                progress.failed(name, home.log(name));
                // Of the others the process is watched, which ended or is still there.
                if (name.equals(Part.POSTGRES.id())) {
                    bringBack(name);
                }
            }
        });
        return true;
    }

    private void startAgain(String name) {
        if (name.equals(Part.POSTGRES.id())) {
            stopPostgres();
            startPostgres();
            watchPostgres();
        } else if (name.equals(Part.KAFKA.id())) {
            startKafka();
        } else if (name.equals(Part.REGISTRY.id())) {
            startRegistry();
        } else {
            instances.stream().filter(instance -> instance.name().equals(name)).forEach(this::startInstance);
        }
    }

    boolean isStopping() {
        return stopping;
    }

    Secrets secrets() {
        return secrets;
    }

    // -- starting

    private void claim() {
        List<String> orphans = new Orphans(home).end();
        if (!orphans.isEmpty()) {
            progress.orphansEnded(orphans);
        }
        new PortCheck(ports(), settings.given()).requireFree();
        home.create();
    }

    private void startAll() {
        Steps.together(List.of(() -> bringUp(Part.POSTGRES), () -> bringUp(Part.KAFKA), () -> bringUp(Part.MAIL)));
        Steps.together(List.of(
                () -> instances.forEach(instance -> programs.program(instance.part())),
                () -> bringUp(Part.REGISTRY),
                () -> bringUp(Part.IDENTITY),
                () -> timed("topics", new Topology(bootstrapServers())::create)));
        timed("schemas", new SchemaRelease(registryUrl(), home.folder().resolve("schemas.released"))::register);
        if (settings.aotCaches() == AotCaching.MAKE && !hasAotCaches()) {
            progress.begins(AOT_CACHES);
            timed(AOT_CACHES, this::makeAotCaches);
        }
        Steps.together(instances.stream()
                .filter(instance -> instance.part().isService())
                .<Runnable>map(instance -> () -> timed(instance.name(), () -> startInstance(instance)))
                .toList());
        timed("departments", this::grantDepartments);
    }

    private void bringUp(Part part) {
        if (!settings.given().contains(part)) {
            timed(part.id(), () -> start(part));
        }
    }

    private void timed(String name, Runnable action) {
        long begin = System.nanoTime();
        action.run();
        progress.ready(name, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Whoever stops it meanwhile waits until it can be stopped: PostgreSQL leaves its starter before that. */
    private void startPostgres() {
        synchronized (postgresTurn) {
            if (!stopping) {
                startPostgresNow();
            }
        }
    }

    private void startPostgresNow() {
        Map<String, String> passwords = new ConcurrentHashMap<>();
        DATABASES.forEach(database -> passwords.put(database, secrets.databasePassword(database)));
        Path log = home.log(Part.POSTGRES.id());
        try {
            postgres = EmbeddedPostgres.start(new PostgresSettings(
                    home.postgres(),
                    ports().number(Port.POSTGRES),
                    secrets.databasePassword(Part.POSTGRES.id()),
                    log,
                    passwords));
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new PartFailed(Part.POSTGRES.id(), log, e);
        }
    }

    private void startMail() {
        EmbeddedMail started = EmbeddedMail.start(ports().number(Port.SMTP), ports().number(Port.IMAP));
        NewestMails.keep(started.greenMail(), settings.mailbox(), KEPT_MAILS);
        mail = started;
    }

    private void startKafka() {
        Program kafka = programs.program(Part.KAFKA);
        launch(
                Part.KAFKA.id(),
                programs.command(
                        kafka,
                        jvm(kafka, KafkaLog.OPTIONS),
                        List.of(
                                home.kafka().toString(),
                                Integer.toString(ports().number(Port.KAFKA)),
                                Integer.toString(ports().number(Port.KAFKA_CONTROLLER)),
                                Integer.toString(ports().number(Port.KAFKA_SASL)))),
                Map.of());
        awaitHealthy(Part.KAFKA.id(), () -> PortCheck.isListening(ports().number(Port.KAFKA)));
    }

    private void startRegistry() {
        RegistrySettings registry = new RegistrySettings(
                ports().number(Port.REGISTRY),
                ports().number(Port.REGISTRY_HEALTH),
                new RegistrySettings.Database(jdbcUrl("registry"), "registry", secrets.databasePassword("registry")),
                null,
                List.of());
        Program program = programs.program(Part.REGISTRY);
        launch(
                Part.REGISTRY.id(),
                programs.command(program, jvm(program, EmbeddedRegistry.options(registry)), List.of()),
                EmbeddedRegistry.environment(registry));
        awaitHealthy(Part.REGISTRY.id(), () -> rest.answers(registryUrl() + "/subjects"));
    }

    private void startInstance(ServiceInstance instance) {
        Program program = programs.program(instance.part());
        launch(
                instance.name(),
                programs.command(program, jvm(program, List.of()), List.of()),
                new ApplicationProperties(settings, secrets).environment(instance));
        awaitHealthy(instance.name(), () -> rest.answers(instance.health()));
    }

    private List<String> jvm(Program program, List<String> more) {
        List<String> options = new ArrayList<>();
        options.add(ProcessFile.mark(home));
        options.addAll(JvmOptions.of(program.part(), settings.territories()));
        options.addAll(settings.tuning(program.part()).jvmOptions());
        if (settings.aotCaches() != AotCaching.NONE) {
            options.addAll(aotCaches.using(program));
        }
        options.addAll(more);
        return options;
    }

    private void launch(String name, List<String> command, Map<String, String> environment) {
        ChildProcess process = ChildProcess.start(home, name, command, environment);
        processes.put(name, process);
        process.onExit(() -> {
            // Still known means that nobody asked it to end.
            if (!stopping && processes.remove(name, process)) {
                progress.ended(name, Integer.toString(process.exitCode()), bringBack(name));
            }
        });
        if (stopping) {
            take(name, ChildProcess::kill);
        }
    }

    private void awaitHealthy(String name, java.util.function.BooleanSupplier healthy) {
        boolean ready = Waiting.until(START_PATIENCE, () -> !runs(name) || healthy.getAsBoolean());
        if (!ready || !runs(name)) {
            throw new PartFailed(name, home.log(name));
        }
    }

    private boolean runs(String name) {
        ChildProcess process = processes.get(name);
        return process != null && process.isAlive();
    }

    private void grantDepartments() {
        DepartmentAccess access = new DepartmentAccess(bootstrapServers(), ports().url(Port.ROUTING), secrets);
        try {
            access.grant(rest);
        } catch (IOException e) {
            throw new IllegalStateException("routing does not tell its departments", e);
        }
    }

    private boolean hasAotCaches() {
        return List.of(Part.KAFKA, Part.REGISTRY, Part.IDENTITY, Part.ROUTING, Part.INTAKE, Part.NOTIFICATION).stream()
                .allMatch(part -> aotCaches.has(programs.program(part)));
    }

    /** Two at a time: a training run keeps a core busy. */
    private void makeAotCaches() {
        InfrastructureTraining infrastructure = new InfrastructureTraining(programs, aotCaches, home);
        List<Runnable> runs = new ArrayList<>(List.of(infrastructure::trainKafka, infrastructure::trainRegistry));
        instances.stream()
                .filter(instance -> instance.number() == 1)
                .<Runnable>map(instance -> () -> trainApplication(instance))
                .forEach(runs::addFirst);
        Semaphore core = new Semaphore(2);
        Steps.together(runs.stream()
                .<Runnable>map(run -> () -> {
                    core.acquireUninterruptibly();
                    try {
                        run.run();
                    } finally {
                        core.release();
                    }
                })
                .toList());
    }

    private void trainApplication(ServiceInstance instance) {
        Program program = programs.program(instance.part());
        if (stopping || aotCaches.has(program)) {
            return;
        }
        List<String> options = new ArrayList<>(List.of(ProcessFile.mark(home)));
        options.addAll(JvmOptions.of(program.part()));
        options.add("-Dspring.context.exit=onRefresh");
        ServiceInstance trainee =
                new ServiceInstance(instance.part(), instance.number(), FreePorts.next(), FreePorts.next());
        aotCaches.train(
                program,
                programs.command(program, options, List.of()),
                new ApplicationProperties(settings, secrets).environment(trainee),
                home,
                () -> false);
    }

    // -- stopping

    private void stopTogether(Part... parts) {
        Steps.together(Stream.of(parts).<Runnable>map(part -> () -> stop(part)).toList());
    }

    private void stopMail() {
        EmbeddedMail running = mail;
        if (running != null) {
            running.close();
            mail = null;
        }
    }

    private void stopPostgres() {
        synchronized (postgresTurn) {
            EmbeddedPostgres running = postgres;
            if (running != null) {
                running.close();
                postgres = null;
            }
        }
    }

    private void killPostgres() {
        new Orphans(home).postmaster().ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        stopPostgres();
    }

    private void take(String name, java.util.function.Consumer<ChildProcess> action) {
        ChildProcess process = processes.remove(name);
        if (process != null) {
            action.accept(process);
        }
    }

    private List<String> named(Part part) {
        return processes.keySet().stream().filter(name -> isOf(name, part)).toList();
    }

    private static boolean isOf(String name, Part part) {
        return name.equals(part.id()) || name.matches(part.id() + "-\\d+");
    }

    private ServiceInstance instance(Part service, int number) {
        return instances.stream()
                .filter(instance -> instance.part() == service && instance.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no instance " + number + " of " + service.id()));
    }

    private static List<ServiceInstance> instances(PlatformSettings settings) {
        List<ServiceInstance> instances = new ArrayList<>();
        for (Part part : Part.values()) {
            if (part.isApplication()) {
                instances.add(new ServiceInstance(
                        part,
                        1,
                        settings.ports().number(Port.of(part)),
                        settings.ports().number(Port.healthOf(part))));
            }
            for (int number = 2; part.isService() && number <= settings.instances(); number++) {
                instances.add(new ServiceInstance(part, number, FreePorts.next(), FreePorts.next()));
            }
        }
        return List.copyOf(instances);
    }
}
