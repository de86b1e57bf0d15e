package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.LaunchSite.Run;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    private static final String BUILDING =
            "gatehouse: building server/target/gatehouse.jar (first run takes a minute) …";
    private static final String PREPARING = "gatehouse: preparing a faster start (once) …";

    @TempDir
    Path directory;

    private LaunchSite site;

    @BeforeEach
    void makeSite() throws Exception {
        site = new LaunchSite(directory.toRealPath());
    }

    private void assertRuns(Run run, Path jdk) {
        assertThat(run.err()).as("messages").isEmpty();
        assertThat(run.out()).contains("java=" + jdk.resolve("bin/java"));
        assertThat(run.exit()).isZero();
    }

    @Test
    void start_withoutJava25_saysInOneLineWhatToInstall_andExits2() throws Exception {
        site.withRelease();
        site.jdk("usr/lib/jvm/java-17", "17.0.15");
        site.jdk("usr/lib/jvm/java-250", "250.0.1");
        Run run = site.with("JAVA_HOME", site.jdk("own", "21").toString()).start("serve");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().contains("install a JDK 25");
    }

    @Test
    void start_withJavaHomeOf17_findsThe25Elsewhere() throws Exception {
        Path jdk = site.withRelease().jdk("usr/lib/jvm/a jdk", "25.0.1");
        site.with("JAVA_HOME", site.jdk("usr/lib/jvm/java-17", "17.0.15").toString());

        assertRuns(site.start("version"), jdk);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opt/jdk",
                "Library/Java/JavaVirtualMachines/x.jdk/Contents/Home",
                "home/.sdkman/candidates/java/25-tem",
                "home/.jdks/temurin-25"
            })
    void start_usualFolder_isSearched(String folder) throws Exception {
        Path jdk = site.withRelease().jdk(folder, "25");

        assertRuns(site.start("version"), jdk);
    }

    @Test
    void start_javaHome_isPreferredToPath_andPathToFolders() throws Exception {
        site.withRelease().jdk("usr/lib/jvm/java-25", "25.0.1");
        Path onPath = site.jdk("somewhere/jdk", "25.0.2");
        Files.createSymbolicLink(site.path("alternatives"), onPath.resolve("bin/java"));
        Files.createSymbolicLink(site.path("bin/java"), Path.of("../alternatives"));
        assertRuns(site.start("version"), onPath);

        Path own = site.jdk("own", "25-ea");
        assertRuns(site.with("JAVA_HOME", own.toString()).start("version"), own);
    }

    @Test
    void release_neverBuilds() throws Exception {
        site.withClone().withRelease().jdk("opt/jdk", "25");

        assertThat(site.start("serve").out()).contains("argument=" + site.path("place/gatehouse.jar"));
        assertThat(site.builds()).isEmpty();
        assertThat(site.path("place/server/target")).doesNotExist();
    }

    @Test
    void launcher_withoutJarAndClone_exits2() throws Exception {
        site.withRelease().jdk("opt/jdk", "25");
        Files.delete(site.path("place/gatehouse.jar"));

        assertThat(site.start("serve").exit()).isEqualTo(2);
    }

    @Test
    void clone_withoutJar_buildsOnceWithAJdkThatHasACompiler() throws Exception {
        Files.delete(site.withClone().jdk("opt/a-runtime", "25").resolve("bin/javac"));
        Path jdk = site.jdk("opt/jdk", "25");

        Run first = site.start("serve");
        Run second = site.start("serve");

        assertThat(first.err()).containsExactly(BUILDING, PREPARING);
        assertThat(first.out())
                .contains("input=a secret line", "argument=" + site.path("place/server/target/gatehouse.jar"));
        assertRuns(second, site.path("opt/a-runtime"));
        assertThat(site.builds())
                .containsExactly(
                        jdk.toString(),
                        "-q -B -pl server -am package -Dmaven.test.skip=true -Dspotless.check.skip=true");
        assertThat(Files.exists(site.path("place/server/target/gatehouse.lock"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "server/src/main/java/A.java, true",
        "session-api/src/main/resources/new, true",
        "server/pom.xml, true",
        "pom.xml, true",
        "server/src/test/java/ATest.java, false",
        "README.md, false"
    })
    void clone_buildsAgain_whenASourceIsNewerThanTheJar(String newer, boolean builds) throws Exception {
        site.withClone().jdk("opt/jdk", "25");
        site.write("place/" + newer, "");
        site.ageClone();
        site.writeAged("place/server/target/gatehouse.jar", 10);
        site.writeAged("place/server/target/gatehouse-cli.aot", 20);
        site.start("version");
        assertThat(site.builds()).isEmpty();

        site.writeAged("place/" + newer, 15);
        site.start("version");
        assertThat(site.builds()).hasSize(builds ? 2 : 0);
    }

    @Test
    void build_thatFails_showsItsOutput_andStartsNothing() throws Exception {
        site.withClone().jdk("opt/jdk", "25");
        site.script("place/mvnw", "echo 'no such symbol'; exit 1");
        Run run = site.start("serve");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith(BUILDING, "no such symbol")
                .last()
                .asString()
                .contains("gatehouse-build.log");
    }

    @Test
    void build_whileAnotherBuilds_waitsAndUsesItsJar() throws Exception {
        site.withClone().jdk("opt/jdk", "25");
        Path target = Files.createDirectories(site.path("place/server/target"));
        String other = Long.toString(ProcessHandle.current().pid());
        Path lock = Files.createSymbolicLink(target.resolve("gatehouse.lock"), Path.of(other));

        Process waiting = site.command("place/gatehouse", "serve").start();
        try (BufferedReader messages = waiting.errorReader(StandardCharsets.UTF_8)) {
            assertThat(messages.readLine())
                    .isEqualTo("gatehouse: waiting for process " + other + ", which is building …");
            Files.writeString(target.resolve("gatehouse.jar"), "");
            Files.writeString(target.resolve("gatehouse-serve.aot"), "");
            Files.delete(lock);
            assertThat(waiting.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(waiting.exitValue()).isZero();
        assertThat(site.builds()).isEmpty();
    }

    @Test
    void build_whoseLockIsOfADeadProcess_takesItOver() throws Exception {
        site.withClone().jdk("opt/jdk", "25");
        Process dead = new ProcessBuilder("true").start();
        assertThat(dead.waitFor()).isZero();
        Path target = Files.createDirectories(site.path("place/server/target"));
        Files.createSymbolicLink(target.resolve("gatehouse.lock"), Path.of(Long.toString(dead.pid())));

        assertThat(site.start("serve").err()).containsExactly(BUILDING, PREPARING);
        assertThat(site.builds()).hasSize(2);
    }

    @Test
    void build_thatIsTerminated_endsMavenAndLeavesNoLock() throws Exception {
        site.withClone().jdk("opt/jdk", "25");
        assertThat(new ProcessBuilder("mkfifo", site.path("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        site.script("place/mvnw", "echo $$ >'" + site.path("pipe") + "'; exec sleep 600");

        Process launcher = site.command("place/gatehouse", "serve")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long maven = Long.parseLong(Files.readString(site.path("pipe")).strip());
        launcher.destroy();

        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(143);
        assertThat(ProcessHandle.of(maven)).isEmpty();
        assertThat(Files.exists(site.path("place/server/target/gatehouse.lock"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void arguments_areHandedOnAsTheyAre() throws Exception {
        site.withRelease().jdk("opt/jdk", "25");
        Run run = site.start("user", "create", "two words", "", "*", "$HOME", "it's \"q\"", "--full-name=A B");

        assertThat(run.out()
                        .subList(run.out().indexOf("argument=user"), run.out().size()))
                .containsExactly(
                        "argument=user",
                        "argument=create",
                        "argument=two words",
                        "argument=",
                        "argument=*",
                        "argument=$HOME",
                        "argument=it's \"q\"",
                        "argument=--full-name=A B");
    }

    @Test
    void java_takesTheLaunchersPlace_withItsProcessIdAndInput() throws Exception {
        site.withRelease().jdk("opt/jdk", "25");
        Run run = site.start("serve");

        assertThat(run.out()).contains("pid=" + run.pid(), "input=a secret line");
    }

    @Test
    void launcher_calledThroughLinksFromAnywhere_keepsTheWorkingDirectory() throws Exception {
        Path jdk = site.withRelease().jdk("opt/jdk", "25");
        Files.createDirectories(site.path("links"));
        Files.createSymbolicLink(site.path("links/inner"), Path.of("../place/gatehouse"));
        Files.createSymbolicLink(site.path("gate"), Path.of("links/inner"));
        Run run = site.startAs("gate", "version");

        assertRuns(run, jdk);
        assertThat(run.out())
                .contains("directory=" + site.path("work"), "argument=" + site.path("place/gatehouse.jar"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve | false",
                "--config a.yml --database=b.db serve | false",
                "user list | true",
                "--config serve user list | true",
                "--help | true"
            })
    void onlyShortCommands_areCompiledLightly(String arguments, boolean lightly) throws Exception {
        site.withRelease().jdk("opt/jdk", "25");

        assertThat(site.start(arguments.split(" ", -1)).out().contains("argument=-XX:TieredStopAtLevel=1"))
                .isEqualTo(lightly);
    }

    @Test
    void optionsOfTheOperator_comeLast_andTheirCollectorReplacesOurs() throws Exception {
        site.withRelease().jdk("opt/jdk", "25");
        assertThat(site.start("serve").out()).contains("argument=-XX:+UseSerialGC");

        Run run = site.with("GATEHOUSE_JAVA_OPTS", "-Xmx1g  -XX:+UseZGC -Dx=*").start("serve");
        assertThat(run.out())
                .doesNotContain("argument=-XX:+UseSerialGC")
                .containsSubsequence(
                        "argument=-Xmx256m",
                        "argument=-Xmx1g",
                        "argument=-XX:+UseZGC",
                        "argument=-Dx=*",
                        "argument=-jar",
                        "argument=serve");
    }

    @Test
    void cache_isUsedUnlessItIsEmptyOldOrTheOperatorSaysOtherwise() throws Exception {
        site.withRelease().jdk("opt/jdk", "25");
        site.writeAged("place/gatehouse.jar", 10);
        Path cache = site.writeAged("place/gatehouse-cli.aot", 20);
        String use = "argument=-XX:AOTCache=" + cache;
        assertThat(site.start("version").out()).contains(use);
        assertThat(site.start("serve").out()).doesNotContain(use);

        site.with("JAVA_TOOL_OPTIONS", "-Xshare:off");
        assertThat(site.start("version").out()).doesNotContain(use);

        site.with("JAVA_TOOL_OPTIONS", "");
        site.writeAged("place/gatehouse-cli.aot", 5);
        assertThat(site.start("version").out()).doesNotContain(use);

        Files.writeString(cache, "");
        assertThat(site.start("version").out()).doesNotContain(use);
    }

    /** A java that keeps its arguments in the caches that it makes, and unpacks a library unless its options forbid. */
    private void withUnpackingJava() throws Exception {
        site.withClone().jdk("opt/jdk", "25");
        site.script("opt/jdk/bin/java", """
                previous=
                for argument; do
                    case $argument in
                        -XX:AOTCacheOutput=*) printf '%s' "$*" >"${argument#*=}" ;;
                    esac
                    case $previous in
                        *.SqliteLibrary)
                            [ -z "${JAVA_TOOL_OPTIONS:-}" ] || exit 1
                            mkdir "$argument"
                            : >"$argument/library"
                            ;;
                    esac
                    previous=$argument
                    printf 'argument=%s\\n' "$argument"
                done
                """);
    }

    @Test
    void clone_unpacksTheLibrary_beforeItTrains_andUsesItUnlessTheOperatorHasOne() throws Exception {
        withUnpackingJava();
        Path library = site.path("place/server/target/gatehouse-sqlite");
        String use = "-Dorg.sqlite.lib.path=" + library;

        assertThat(site.with("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC").start("serve").out())
                .contains("argument=" + use);
        assertThat(library.resolve("library")).exists();
        assertThat(site.path("place/server/target/gatehouse-serve.aot"))
                .content()
                .contains(use);

        site.with("JAVA_TOOL_OPTIONS", "-Dorg.sqlite.lib.path=/usr/lib/jni");
        assertThat(site.start("serve").out()).doesNotContain("argument=" + use);
    }

    @Test
    void clone_whoseNewLibraryCannotBeUnpacked_doesNotKeepTheOldOne() throws Exception {
        withUnpackingJava();
        site.start("serve");
        Path library = site.path("place/server/target/gatehouse-sqlite");
        Files.setLastModifiedTime(library, FileTime.fromMillis(0));
        site.script("opt/jdk/bin/java", "exit 1");
        Files.delete(site.path("place/server/target/gatehouse-serve.aot"));

        site.start("serve");

        assertThat(library).isEmptyDirectory();
    }

    @Test
    void release_loadsNoLibraryThatLiesBesideItsJar() throws Exception {
        site.withRelease().jdk("opt/jdk", "25");
        site.writeAged("place/gatehouse.jar", 10);
        Files.createDirectories(site.path("place/gatehouse-sqlite"));

        assertThat(site.start("serve").out()).noneMatch(line -> line.contains("org.sqlite.lib"));
    }

    @Test
    void training_seesNothingOfTheCallersSettings_andItsCacheIsKept() throws Exception {
        site.withClone().jdk("opt/jdk", "25");
        site.script("opt/jdk/bin/java", """
                for argument; do
                    case $argument in
                        -XX:AOTCacheOutput=*) printf '%s' "${DATABASE_URL:-none} $PORT $*" >"${argument#*=}" ;;
                    esac
                done
                """);
        Run run = site.with("DATABASE_URL", "jdbc:sqlite:precious.db").start("user", "list");

        assertThat(run.err()).containsExactly(BUILDING, PREPARING);
        assertThat(site.path("place/server/target/gatehouse-cli.aot"))
                .content()
                .startsWith("none 0 ")
                .endsWith(" user list --database training.db");
        assertThat(site.path("tmp")).isEmptyDirectory();
    }
}
