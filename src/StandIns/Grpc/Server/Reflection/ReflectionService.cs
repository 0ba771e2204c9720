using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Grpc.AspNetCore.Server.Reflection;

/// <summary>Answers questions about the mapped services by <c>grpc.reflection.v1</c>.</summary>
internal sealed class ReflectionService(DescribedFiles files) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken).ConfigureAwait(false))
            await responseStream.WriteAsync(Answer(requestStream.Current)).ConfigureAwait(false);
    }

    /// <summary>The answer to one question.</summary>
    public ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = request.MessageRequestCase switch
        {
            ServerReflectionRequest.MessageRequestOneofCase.ListServices => List(),
            ServerReflectionRequest.MessageRequestOneofCase.FileByFilename =>
                File(files.ByName(request.FileByFilename), $"File '{request.FileByFilename}' not found."),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol => File(
                files.BySymbol(request.FileContainingSymbol), $"Symbol '{request.FileContainingSymbol}' not found."),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension =>
                Extension(request.FileContainingExtension),
            ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType =>
                Numbers(request.AllExtensionNumbersOfType),
            _ => Error(StatusCode.InvalidArgument, "The request asks for nothing that is known."),
        };
        response.ValidHost = request.Host;
        response.OriginalRequest = request;
        return response;
    }

    private static ServerReflectionResponse Error(StatusCode code, string text) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = text } };

    private static ServerReflectionResponse File(FileDescriptor? file, string absence)
    {
        if (file is null)
            return Error(StatusCode.NotFound, absence);
        var answer = new FileDescriptorResponse();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Add(file);
        return new() { FileDescriptorResponse = answer };

        void Add(FileDescriptor descriptor)
        {
            if (!seen.Add(descriptor.Name))
                return;
            answer.FileDescriptorProto.Add(descriptor.SerializedData);
            foreach (var dependency in descriptor.Dependencies)
                Add(dependency);
        }
    }

    private ServerReflectionResponse List()
    {
        var answer = new ListServiceResponse();
        answer.Service.AddRange(files.ServiceNames.Select(name => new ServiceResponse { Name = name }));
        return new() { ListServicesResponse = answer };
    }

    private ServerReflectionResponse Extension(ExtensionRequest request) => File(
        files.ByExtension(request.ContainingType, request.ExtensionNumber),
        $"Extension {request.ExtensionNumber} of '{request.ContainingType}' not found.");

    private ServerReflectionResponse Numbers(string type)
    {
        if (!files.IsMessage(type))
            return Error(StatusCode.NotFound, $"Type '{type}' not found.");
        var answer = new ExtensionNumberResponse { BaseTypeName = type };
        answer.ExtensionNumber.AddRange(files.ExtensionsOf(type));
        return new() { AllExtensionNumbersResponse = answer };
    }
}
