namespace Orchestrator.Host.Security;

/// <summary>
/// What tells one version of a file from the next. Links are followed: clusters mount secrets by them.
/// </summary>
/// <param name="Written">When it was last written; null where it cannot be read.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct FileStamp(DateTime? Written, long Length)
{
    /// <summary>The stamp of the file as it is now.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return new FileStamp(File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
