using System.Security;
using System.Text;

namespace Orchestrator.Host.Security;

/// <summary>Reads the small text files that keys, certificates and tokens come in.</summary>
internal static class SmallFile
{
    private const int MostBytes = 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The whole text.</summary>
    /// <param name="what">What the file is for, as messages name it.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">
    /// It cannot be read, is too large or is no text. Says nothing of what it holds.
    /// </exception>
    public static string Read(string what, string path)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MostBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MostBytes)
                throw new BadInputException($"{what} '{path}' is longer than {MostBytes} bytes");
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw new BadInputException($"{what} '{path}' is not text in UTF-8");
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or SecurityException or ArgumentException)
        {
            throw new BadInputException($"{what} '{path}' cannot be read: {unreadable.Message}");
        }
    }
}
