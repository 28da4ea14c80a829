package org.tune4j.results;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** What to tell a user whose results folder cannot be opened. */
final class Unusable {
  private Unusable() {}

  static InvalidInputException toWrite(Path folder, Exception cause) {
    return problem(folder, "cannot be written to", cause);
  }

  static InvalidInputException toRead(Path folder, Exception cause) {
    return problem(folder, "cannot be read", cause);
  }

  private static InvalidInputException problem(Path folder, String what, Exception cause) {
    InvalidInputException problem =
        new InvalidInputException(
            new Problem(
                "results: " + folder + ": " + what + " (" + why(folder, cause) + ")",
                null,
                (FullDiskException.isBehind(cause) ? "free some space, or " : "")
                    + "name another folder with --results"));
    problem.initCause(cause);
    return problem;
  }

  private static String why(Path folder, Exception cause) {
    if (FullDiskException.isBehind(cause)) {
      return "no space is left on its disk";
    }
    String access = access(folder.resolve(H2.FILE + ".mv.db"), cause);
    return access != null
        ? access
        : switch (cause) {
          case FileAlreadyExistsException e -> "it is a file";
          case AccessDeniedException e -> "permission denied";
          case NoSuchFileException e -> "it cannot be made there";
          case FileSystemException e when e.getReason() != null -> e.getReason();
          case IOException e -> String.valueOf(e.getMessage());
          case SQLException e -> why(e);
          default -> String.valueOf(cause.getMessage());
        };
  }

  /** What the database's file lacks, as H2 says it in many ways. */
  private static @Nullable String access(Path file, Exception cause) {
    if (!(cause instanceof SQLException)) {
      return null;
    }
    if (!Files.exists(file)) {
      return Files.isWritable(file.getParent()) ? null : "permission denied";
    }
    return Files.isReadable(file) ? null : "permission denied: " + file.getFileName();
  }

  private static String why(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.DATABASE_IS_READ_ONLY -> "permission denied";
      case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1, ErrorCode.GENERAL_ERROR_1 ->
          "its database is damaged";
      case ErrorCode.WRONG_USER_OR_PASSWORD, ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 ->
          "its database was not made by tune4j, or is damaged";
      default -> withoutCode(String.valueOf(e.getMessage()));
    };
  }

  /** H2 ends its messages with {@code [90031-240]}. */
  private static String withoutCode(String message) {
    return message.lines().findFirst().orElse("").replaceAll(" \\[[0-9]+-[0-9]+]$", "");
  }
}
