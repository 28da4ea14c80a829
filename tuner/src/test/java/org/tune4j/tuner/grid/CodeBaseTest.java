package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeBaseTest {
  @TempDir Path folder;

  @Test
  void theSameCodeBuiltAtAnotherTimeAndPlaceIsTheSame() throws IOException {
    CodeBase here = code(jar("here", "A", 1000), classes("here", "x"));
    CodeBase there = code(jar("there", "A", 2000), classes("there", "x"));

    assertThat(there).isEqualTo(here);
    assertThat(CodeBase.differences("this driver", here, "member x", there)).isEmpty();
  }

  @Test
  void whatDiffersIsNamed() throws IOException {
    CodeBase driver =
        of("0.1.0", "21.0.9", jar("driver", "A", 0), classes("driver", "x"), jar("only", "B", 0));
    CodeBase member = of("0.2.0", "25", jar("member", "C", 0), classes("member", "y"));

    assertThat(CodeBase.differences("this driver", driver, "member x:5701", member))
        .containsExactly(
            "member x:5701 has tune4j 0.2.0, this driver 0.1.0",
            "member x:5701 has Java 25, this driver 21.0.9",
            "app/target/classes differs",
            "lib.jar differs",
            "lib.jar': only this driver has it");
    assertThat(member.fingerprint()).isNotEqualTo(driver.fingerprint());
  }

  @Test
  void whatIsNoJarOrNotThereIsNoError() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    Path empty = Files.writeString(folder.resolve("empty.jar"), "");
    CodeBase code = code(text, empty, folder.resolve("none.jar"));

    assertThat(code.jars()).containsKeys("text.jar", "empty.jar").containsEntry("none.jar", "-");
  }

  @Test
  void thisJvmHasOne() {
    CodeBase own = CodeBase.ofThisJvm();

    assertThat(own).isSameAs(CodeBase.ofThisJvm());
    assertThat(own.fingerprint()).matches("[0-9a-f]{16}");
    assertThat(own.jars().keySet()).anyMatch(name -> name.startsWith("hazelcast"));
  }

  private static CodeBase code(Path... classPath) {
    return of("0.1.0", "25", classPath);
  }

  private static CodeBase of(String version, String java, Path... classPath) {
    List<String> parts = List.of(classPath).stream().map(Path::toString).toList();
    return CodeBase.of(version, java, String.join(File.pathSeparator, parts));
  }

  private Path jar(String in, String content, long time) throws IOException {
    Path jar = Files.createDirectories(folder.resolve(in)).resolve("lib.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      ZipEntry entry = new ZipEntry("a/B.class");
      entry.setTime(1_700_000_000_000L + time * 1000);
      zip.putNextEntry(entry);
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private Path classes(String in, String content) throws IOException {
    Path classes = Files.createDirectories(folder.resolve(in).resolve("app/target/classes"));
    Files.writeString(classes.resolve("B.class"), content);
    return classes;
  }
}
