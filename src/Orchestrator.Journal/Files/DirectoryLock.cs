using System.Globalization;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Files;

/// <summary>
/// The right to write a data directory: an exclusive lock on <c>orchestrator.lock</c>, which the system takes back when
/// the process ends, however it ends. <c>orchestrator.pid</c> beside it names the holder, for the message to the next
/// one.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    // EWOULDBLOCK on Linux, on macOS, and the sharing violation of Windows.
    private static readonly int[] HeldCodes = [11, 35, 32];

    private readonly FileStream _file;
    private readonly string _holder;

    private DirectoryLock(FileStream file, string holder)
    {
        _file = file;
        _holder = holder;
    }

    /// <summary>Takes the lock of <paramref name="directory"/>.</summary>
    /// <exception cref="StoreException">
    /// Another process (or this one) holds it, or the folder cannot be written.
    /// </exception>
    public static DirectoryLock Take(string directory)
    {
        var holder = Path.Combine(directory, "orchestrator.pid");
        try
        {
            var file = new FileStream(
                Path.Combine(directory, "orchestrator.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None);
            var taken = new DirectoryLock(file, holder);
            taken.NameHolder();
            return taken;
        }
        catch (IOException held) when (HeldCodes.Contains(held.HResult & 0xFFFF))
        {
            throw new StoreException(
                $"The data folder {directory} is in use by {Holder(holder)}; "
                + "wait for it to end or choose another folder with --data.",
                held);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"The data folder {directory} cannot be written ({refused.Message.TrimEnd('.')}); "
                + "change its permissions or choose another folder with --data.",
                refused);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The name goes first, while the lock still keeps others from writing theirs.
        File.Delete(_holder);
        _file.Dispose();
    }

    private static string Holder(string file)
    {
        try
        {
            return int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var id)
                ? $"process {id}" : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    private void NameHolder()
    {
        try
        {
            File.WriteAllText(_holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }
}
