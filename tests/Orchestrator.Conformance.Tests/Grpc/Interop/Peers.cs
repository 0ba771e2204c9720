using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Orchestrator.Conformance.Tests.Grpc.Protos;
using Orchestrator.TestKit;

namespace Orchestrator.Conformance.Tests.Grpc.Interop;

/// <summary>Starts the programs of this folder. What they need is installed below the test binary, once.</summary>
internal static class Peers
{
    private const string DebianPython = "/usr/bin/python3";
    private static readonly string Folder =
        RepositoryFolders.Of("tests", "Orchestrator.Conformance.Tests", "Grpc", "Interop");
    private static readonly Task<string> Modules = Task.Run(InstallAsync);
    private static readonly Lazy<string> Descriptors = new(WriteDescriptors);

    /// <summary>Runs a script of the node folder. Its first argument is the path of echo.proto.</summary>
    public static async Task<PeerProcess> StartNodeAsync(string script, params string[] arguments)
    {
        var proto = RepositoryFolders.Of("tests", "Orchestrator.Conformance.Tests", "Grpc", "Protos", "echo.proto");
        var environment = new Dictionary<string, string>
        {
            ["NODE_PATH"] = Path.Combine(await Modules, "node_modules"),
            ["no_grpc_proxy"] = "127.0.0.1",
        };
        return PeerProcess.Start("node", [Path.Combine(Folder, "node", script), proto, .. arguments], environment);
    }

    /// <summary>Runs a script of the python folder. Its first argument is the path of the messages' descriptors.</summary>
    public static PeerProcess StartPython(string script)
    {
        var environment = new Dictionary<string, string>
        {
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["no_grpc_proxy"] = "127.0.0.1",
        };
        return PeerProcess.Start(DebianPython, [Path.Combine(Folder, "python", script), Descriptors.Value], environment);
    }

    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(Folder, "node");
        var target = Path.Combine(AppContext.BaseDirectory, "interop-node");
        var hash = Convert.ToHexString(SHA256.HashData(
            await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))));
        var stamp = Path.Combine(target, "installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == hash)
        {
            return target;
        }
        Directory.CreateDirectory(target);
        foreach (var name in new[] { "package.json", "package-lock.json", ".npmrc" })
        {
            File.Copy(Path.Combine(source, name), Path.Combine(target, name), overwrite: true);
        }
        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = target,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var npm = Process.Start(start) ?? throw new InvalidOperationException("npm did not start.");
        var errors = npm.StandardError.ReadToEndAsync();
        var output = npm.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await npm.WaitForExitAsync(limit.Token);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci ended with {npm.ExitCode}: {await errors} {await output}");
        }
        await File.WriteAllTextAsync(stamp, hash);
        return target;
    }

    private static string WriteDescriptors()
    {
        var files = new List<FileDescriptor>();
        Add(EchoReflection.Descriptor);
        Add(StatusReflection.Descriptor);
        var set = new FileDescriptorSet { File = { files.Select(f => FileDescriptorProto.Parser.ParseFrom(f.SerializedData)) } };
        var path = Path.Combine(AppContext.BaseDirectory, "interop.descriptors");
        File.WriteAllBytes(path, set.ToByteArray());
        return path;

        void Add(FileDescriptor file)
        {
            foreach (var dependency in file.Dependencies)
            {
                Add(dependency);
            }
            if (!files.Contains(file))
            {
                files.Add(file);
            }
        }
    }
}
