package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointArchiveTest {
  @TempDir Path folder;

  @Test
  void whatWasPackedComesBack() throws IOException {
    CheckpointArchive.pack(sample("a"), folder.resolve("a.zip"));
    Path back = folder.resolve("back");
    CheckpointArchive.unpack(folder.resolve("a.zip"), back);
    assertThat(back.resolve("trainable/net.bin")).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(back.resolve("session.json")).hasContent("{}");
    assertThat(back.resolve("empty")).isEmptyDirectory();
  }

  @Test
  void equalFoldersGiveEqualFiles() throws IOException {
    CheckpointArchive.Packed a = CheckpointArchive.pack(sample("a"), folder.resolve("a.zip"));
    CheckpointArchive.Packed b = CheckpointArchive.pack(sample("b"), folder.resolve("b.zip"));
    assertThat(a).isEqualTo(b);
    assertThat(folder.resolve("a.zip")).hasSameBinaryContentAs(folder.resolve("b.zip"));
    assertThat(a.bytes()).isEqualTo(Files.size(folder.resolve("a.zip")));
    assertThat(CheckpointArchive.sha256(folder.resolve("a.zip"))).isEqualTo(a.sha256());
    assertThat(a.sha256()).hasSize(64);
  }

  @Test
  void anotherContentGivesAnotherChecksum() throws IOException {
    CheckpointArchive.Packed a = CheckpointArchive.pack(sample("a"), folder.resolve("a.zip"));
    Path b = sample("b");
    Files.write(b.resolve("trainable/net.bin"), new byte[] {1, 2, 4});
    assertThat(CheckpointArchive.pack(b, folder.resolve("b.zip")).sha256())
        .isNotEqualTo(a.sha256());
  }

  @Test
  void nothingIsWrittenOutsideTheFolder() throws IOException {
    Path evil = folder.resolve("evil.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(evil))) {
      zip.putNextEntry(new ZipEntry("../outside.txt"));
      zip.write(1);
      zip.closeEntry();
    }
    assertThatThrownBy(() -> CheckpointArchive.unpack(evil, folder.resolve("inside")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("entry outside its folder: ../outside.txt");
    assertThat(folder.resolve("outside.txt")).doesNotExist();
  }

  private Path sample(String name) throws IOException {
    Path sample = folder.resolve(name);
    Files.createDirectories(sample.resolve("trainable"));
    Files.createDirectories(sample.resolve("empty"));
    Files.write(sample.resolve("trainable/net.bin"), new byte[] {1, 2, 3});
    Path session = Files.writeString(sample.resolve("session.json"), "{}");
    Files.setLastModifiedTime(session, FileTime.fromMillis(name.hashCode() * 1_000_000L));
    return sample;
  }
}
