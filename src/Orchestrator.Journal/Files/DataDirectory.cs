using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Sqlite;

namespace Orchestrator.Journal.Files;

/// <summary>
/// The folder that <c>--data</c> names: <c>results.db</c>, <c>journal.db</c> and the lock of the one process that
/// writes. Any number of processes may read beside it.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private readonly DirectoryLock? _lock;
    private readonly ResultStoreOptions _options;

    private DataDirectory(string path, DirectoryLock? held, ResultStoreOptions options)
    {
        Path = path;
        _lock = held;
        _options = options;
    }

    /// <summary>
    /// Where data goes when nothing is said: <c>orchestrator</c> in <c>XDG_DATA_HOME</c> or the user's data folder.
    /// </summary>
    public static string DefaultPath => System.IO.Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "orchestrator");

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>True when this process holds the folder's lock.</summary>
    public bool CanWrite => _lock is not null;

    /// <summary>The file of the result store.</summary>
    public string ResultsPath => System.IO.Path.Combine(Path, "results.db");

    /// <summary>The file of the event journal, whose tables are the persistence plug-in's.</summary>
    public string JournalPath => System.IO.Path.Combine(Path, "journal.db");

    /// <summary>The folder of the blobs.</summary>
    public string BlobsPath => System.IO.Path.Combine(Path, "blobs");

    /// <summary>The connection string of the event journal.</summary>
    public string JournalConnectionString => new SqliteConnectionStringBuilder { DataSource = JournalPath }.ToString();

    /// <summary>Takes the folder for writing, creating it and its files where needed. Held until disposed.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">Waiting and grouping; null: the defaults.</param>
    /// <exception cref="StoreException">
    /// It cannot serve: in use, read-only, not a folder, or a file in it is not ours.
    /// </exception>
    public static DataDirectory OpenForWriting(string path, ResultStoreOptions? options = null)
    {
        path = System.IO.Path.GetFullPath(path);
        Create(path);
        var directory = new DataDirectory(path, DirectoryLock.Take(path), options ?? new ResultStoreOptions());
        try
        {
            directory.File(directory.ResultsPath, DatabaseSchema.Results).OpenForWriting().Dispose();
            directory.File(directory.JournalPath, DatabaseSchema.Journal).OpenForWriting().Dispose();
            return directory;
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder for reading, also while another process writes.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">Waiting and grouping; null: the defaults.</param>
    /// <exception cref="StoreException">There is nothing in it, or what is there cannot be read.</exception>
    public static DataDirectory OpenForReading(string path, ResultStoreOptions? options = null)
    {
        path = System.IO.Path.GetFullPath(path);
        RefuseFile(path);
        var directory = new DataDirectory(path, held: null, options ?? new ResultStoreOptions());
        directory.File(directory.ResultsPath, DatabaseSchema.Results).OpenForReading().Dispose();
        return directory;
    }

    /// <summary>
    /// The result store of the folder, for writing where the folder is held. The caller disposes of it first.
    /// </summary>
    /// <exception cref="StoreException">The file cannot serve.</exception>
    public IResultStore OpenResults() => CanWrite
        ? SqliteResultStore.OpenForWriting(ResultsPath, _options)
        : SqliteResultStore.OpenForReading(ResultsPath, _options);

    /// <summary>The blobs of the folder, for writing where the folder is held.</summary>
    /// <exception cref="StoreException">The folder cannot serve.</exception>
    public IBlobStore OpenBlobs() => CanWrite
        ? FileBlobStore.OpenForWriting(BlobsPath)
        : FileBlobStore.OpenForReading(BlobsPath);

    /// <summary>What its files take together, in bytes.</summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public long Measure()
    {
        try
        {
            return new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(LengthOf);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{Path} cannot be read: {refused.Message}", refused);
        }
    }

    /// <summary>Gives the folder free for the next process.</summary>
    public void Dispose() => _lock?.Dispose();

    private static void Create(string path)
    {
        RefuseFile(path);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"The data folder {path} cannot be created ({refused.Message.TrimEnd('.')}); "
                + "choose another folder with --data.",
                refused);
        }
    }

    // Files of transactions come and go.
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private static void RefuseFile(string path)
    {
        if (System.IO.File.Exists(path))
            throw new StoreException($"{path} is a file; --data needs a folder.");
    }

    private DatabaseFile File(string path, DatabaseSchema schema) => new(path, schema, _options.BusyTimeout);
}
