// The API's description, drawn by the shipped Swagger UI.
window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });
