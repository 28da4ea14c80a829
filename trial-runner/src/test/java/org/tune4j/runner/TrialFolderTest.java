package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints are taken from the trial's own folder, and copied from anywhere else. */
final class TrialFolderTest {
  @TempDir Path temp;
  private TrialFolder folder;
  private Path out;
  private Path elsewhere;

  @BeforeEach
  void create() throws IOException {
    folder =
        TrialFolder.create(
            temp.resolve("trial"), Trials.of("command", Map.of()), ProcessSpec.DEFAULT);
    out = folder.checkpoints();
    elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    write(elsewhere.resolve("weights"), "mine");
    write(elsewhere.resolve("deep/er"), "mine too");
  }

  @Test
  void aFolderOfItsOwnIsMoved() throws Exception {
    write(out.resolve("c/state/n"), "1");
    Object before = key(out.resolve("c"));
    Path taken = folder.take("c", 0, () -> false);
    assertThat(taken.resolve("state/n")).hasContent("1");
    assertThat(key(taken)).isEqualTo(before);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void aFileOfItsOwnIsMoved() throws Exception {
    write(out.resolve("c.pt"), "1");
    assertThat(folder.take("c.pt", 0, () -> false).resolve("c.pt")).hasContent("1");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void aLinkToAFolderIsCopiedAndItsOwnerKeepsAll() throws Exception {
    link(out.resolve("best"), elsewhere);
    checkIsCopyOfElsewhere(folder.take("best", 0, () -> false));
    assertThat(out.resolve("best")).isSymbolicLink();
  }

  @Test
  void aLinkToAFileIsCopiedUnderItsOwnName() throws Exception {
    link(out.resolve("best.pt"), elsewhere.resolve("weights"));
    Path taken = folder.take("best.pt", 0, () -> false);
    assertThat(taken.resolve("best.pt")).hasContent("mine").isRegularFile();
    assertThat(taken.resolve("best.pt")).satisfies(p -> assertThat(isLink(p)).isFalse());
    assertThat(elsewhere.resolve("weights")).hasContent("mine");
  }

  @Test
  void aLinkToAnotherCheckpointLeavesThatAlone() throws Exception {
    write(out.resolve("epoch-7/n"), "7");
    link(out.resolve("best"), Path.of("epoch-7"));
    assertThat(folder.take("best", 0, () -> false).resolve("n")).hasContent("7");
    assertThat(folder.take("epoch-7", 1, () -> false).resolve("n")).hasContent("7");
  }

  @Test
  void whatIsReachedThroughALinkIsCopied() throws Exception {
    link(out.resolve("far"), temp);
    checkIsCopyOfElsewhere(folder.take("far/elsewhere", 0, () -> false));
    Folders.delete(out);
    link(out, temp);
    checkIsCopyOfElsewhere(folder.take("elsewhere", 1, () -> false));
  }

  @Test
  void linksInAFolderOfItsOwnBecomeWhatTheyLeadTo() throws Exception {
    write(out.resolve("epoch=7.ckpt"), "7");
    Files.createDirectories(out.resolve("c"));
    link(out.resolve("c/last.ckpt"), Path.of("../epoch=7.ckpt"));
    link(out.resolve("c/far"), elsewhere);
    Path taken = folder.take("c", 0, () -> false);
    assertThat(taken.resolve("last.ckpt")).hasContent("7");
    checkIsCopyOfElsewhere(taken.resolve("far"));
    assertThat(isLink(taken.resolve("far"))).isFalse();
    assertThat(isLink(taken.resolve("last.ckpt"))).isFalse();
    assertThat(out.resolve("c")).doesNotExist();
    assertThat(out.resolve("epoch=7.ckpt")).hasContent("7");
    CheckpointArchive.pack(taken, temp.resolve("zip"));
    CheckpointArchive.unpack(temp.resolve("zip"), temp.resolve("unpacked"));
    assertThat(temp.resolve("unpacked/last.ckpt")).hasContent("7");
  }

  @Test
  void aBrokenLinkIsSaidToBeOne() throws Exception {
    write(out.resolve("c/n"), "1");
    link(out.resolve("c/last"), Path.of("gone"));
    link(out.resolve("self"), Path.of("self"));
    checkRefused(
        "c",
        """
        checkpoint: c/last: is a link to what is not there (gone)
          Maybe that was taken as a checkpoint before, or deleted too early.\
        """);
    checkRefused(
        "self",
        """
        checkpoint: self: is a link to what is not there (self)
          Maybe that was taken as a checkpoint before, or deleted too early.\
        """);
    assertThat(out.resolve("c/n")).exists();
  }

  @Test
  void aCircleOfLinksIsSaidToBeOne() throws Exception {
    write(elsewhere.resolve("deep/n"), "1");
    link(elsewhere.resolve("deep/back"), elsewhere);
    link(out.resolve("far"), elsewhere);
    link(out.resolve("up"), Path.of(".."));
    write(out.resolve("c/n"), "1");
    link(out.resolve("c/c"), Path.of("."));
    Path real = temp.toRealPath();
    checkRefused("far", circle("far/deep/back", real.resolve("elsewhere")));
    checkRefused("c", circle("c/c", real.resolve("trial/checkpoints/c")));
    checkRefused("up", circle("up", real.resolve("trial")));
    checkRefused("up/.taken", circle("up/.taken", real.resolve("trial/.taken")));
    assertThat(elsewhere.resolve("deep/n")).exists();
    assertThat(out.resolve("c/n")).exists();
  }

  @Test
  void aCheckpointWithoutAFileIsRefused() throws Exception {
    Files.createDirectories(out.resolve("c/inner"));
    Files.createDirectories(elsewhere.resolve("hollow"));
    link(out.resolve("far"), elsewhere.resolve("hollow"));
    for (String name : List.of("c", "far")) {
      checkRefused(
          name,
          """
          checkpoint: %s: there is no file in it
            Maybe its name was printed before it was written.\
          """
              .formatted(name));
    }
  }

  @Test
  void whatLiesOutsideIsNotTaken() throws Exception {
    link(out.resolve("far"), elsewhere);
    for (String name :
        List.of("../config.json", "../../elsewhere", elsewhere.toString(), ".", "far/..", "")) {
      assertThatThrownBy(() -> folder.take(name, 0, () -> false))
          .isInstanceOf(ProcessFailedException.class)
          .hasMessageStartingWith("checkpoint: ")
          .hasMessageContaining(name);
    }
    assertThat(folder.config()).exists();
    assertThat(elsewhere.resolve("weights")).exists();
  }

  @Test
  void aCopyEndsWithTheTrial() throws Exception {
    link(out.resolve("best"), elsewhere);
    assertThatThrownBy(() -> folder.take("best", 0, () -> true))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(elsewhere.resolve("weights")).exists();
  }

  private static String circle(String name, Path folder) {
    return """
    checkpoint: %s: leads to a folder that it lies in (%s)
      Maybe put the files themselves there, or links to files.\
    """
        .formatted(name, folder);
  }

  private void checkIsCopyOfElsewhere(Path taken) {
    assertThat(taken.resolve("weights")).hasContent("mine");
    assertThat(taken.resolve("deep/er")).hasContent("mine too");
    assertThat(elsewhere.resolve("weights")).hasContent("mine");
    assertThat(elsewhere.resolve("deep/er")).hasContent("mine too");
  }

  private void checkRefused(String name, String message) {
    assertThatThrownBy(() -> folder.take(name, 9, () -> false))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessage(message);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private static void link(Path link, Path target) throws IOException {
    Files.createSymbolicLink(link, target);
  }

  private static boolean isLink(Path path) {
    return Files.isSymbolicLink(path);
  }

  private static Object key(Path path) throws IOException {
    return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }
}
